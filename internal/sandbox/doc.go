// Package sandbox is Meta, pretended: the Graph API of WhatsApp calling, its signed webhooks, its WebRTC leg, and the phones
// of simulated WhatsApp users behind it. It runs on a laptop, needs no account, and can be driven by page and by script.
//
// It shares the words of the wire (package meta: bodies, codes, signature) with the code that it tests, but no rule: what is
// permitted, limited or refused, and when, is its own reading, so that it cannot agree with a mistake. Where Meta's documentation is silent or contradicts itself, the comment
// at the rule says what was assumed.
//
// It does not speak SIP, decode audio, charge money or know anything of the product that talks to it.
package sandbox
