import assert from "node:assert/strict";
import test from "node:test";
import { alone, hash, parse } from "./route.js";

const at = (url) => parse(new URL(url, "http://sandbox.test"));

test("the plain address opens no phone", () => {
  assert.deepEqual(at("/"), { ids: [], room: "", alone: false, raw: false });
  assert.deepEqual(at("/#/").ids, []);
});

test("phones stand beside each other in their order, each once", () => {
  assert.deepEqual(at("/#/5511999990002,5511999990001,5511999990002").ids, [
    "5511999990002",
    "5511999990001",
  ]);
});

test("a path names one phone alone", () => {
  assert.deepEqual(at("/phone/5511999990001"), { ids: ["5511999990001"], room: "", alone: true, raw: false });
  assert.deepEqual(at("/phone/BR.2000%2F7/").ids, ["BR.2000/7"]);
});

test("raw audio is asked for before or after the hash", () => {
  for (const url of ["/?raw=1#/1", "/#/1?raw=1", "/phone/1?raw=1"])
    assert.deepEqual([at(url).raw, at(url).ids], [true, ["1"]], url);
  assert.equal(at("/?raw=0#/1").raw, false);
});

test("a broken escape is taken as it stands", () => {
  assert.deepEqual(at("/#/%zz").ids, ["%zz"]);
});

test("addresses that are made are read back", () => {
  const ids = ["5511999990001", "BR.2/0,7"];
  assert.deepEqual(at(`/${hash(ids, "")}`).ids, ids);
  assert.deepEqual(at(`/${hash(ids, "calls")}`), { ids, room: "calls", alone: false, raw: false });
  assert.deepEqual(at(`/${hash([], "calls")}`).room, "calls");
  assert.deepEqual(at(alone("BR.2/0", true)), { ids: ["BR.2/0"], room: "", alone: true, raw: true });
});

test("the control room stands beside the phones or by itself", () => {
  for (const [url, ids, room] of [
    ["/#/room", [], "deliveries"],
    ["/#/room/faults", [], "faults"],
    ["/#/1,2/room/calls?raw=1", ["1", "2"], "calls"],
    ["/#/1/room/", ["1"], "deliveries"],
    ["/#/1", ["1"], ""],
  ])
    assert.deepEqual([at(url).ids, at(url).room], [ids, room], url);
});
