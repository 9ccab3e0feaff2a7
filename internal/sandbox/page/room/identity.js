// @ts-check
// The sandbox's fixed identity, as in identity.go: a test of the sandbox compares them.

export const IDENTITY = {
  phoneNumber: "700000000000001",
  waba: "880000000000001",
  app: "990000000000001",
  token: "sandbox-token",
  appSecret: "sandbox-secret",
  verifyToken: "sandbox-verify",
  number: "551140028922",
};
