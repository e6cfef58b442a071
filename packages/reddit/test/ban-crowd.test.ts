import { expect, test } from "vitest";
import { ScriptedServer } from "./scripted-server.ts";
import { failureOf, testGateway } from "./test-gateway.ts";

const banned = "GET /r/PineLakeHikers/about/banned";

/** A community that has banned these, the newest first, and shows the newest hundred. */
async function community(names: readonly string[]) {
  const server = await ScriptedServer.start();
  const entries = names.map((name) => ({ name, date: 1588694146.0, note: name, days_left: null }));
  server.on(banned, ({ query }) => {
    const user = query.get("user")?.toLowerCase();
    const children = entries.filter(({ name }) => !user || name.toLowerCase() === user);
    return { body: { kind: "Listing", data: { children: children.slice(0, 100), after: null } } };
  });
  const { gateway, time } = testGateway(server.url);
  const noteOf = async (name: string) => {
    const ban = await gateway.findBan("PineLakeHikers", name);
    return ban?.isBanned ? ban.note : null;
  };
  /** For whom it was asked; `null` where it was for all. */
  const asked = () => server.to(banned).map(({ query }) => query.get("user"));
  return { server, gateway, time, noteOf, asked };
}

const hikers = Array.from({ length: 150 }, (_, at) => `Hiker${at}`);

test("a crowd is answered by one request for all, and each gets the own ban", async () => {
  const { noteOf, asked } = await community(hikers);
  const names = hikers.slice(0, 50);
  expect(await Promise.all(names.map((name) => noteOf(name.toUpperCase())))).toEqual(names);
  expect(asked()).toEqual(["HIKER0", null]);
});

test("whoever the list does not name is asked for alone, and no further list is fetched for a while", async () => {
  const { noteOf, asked, time } = await community(hikers);
  await noteOf("Hiker0");
  expect(await noteOf("Hiker120")).toBe("Hiker120");
  expect(asked()).toEqual(["Hiker0", null, "Hiker120"]);
  expect(await noteOf("Nobody")).toBeNull();
  expect(asked().slice(3)).toEqual(["Nobody"]);
  time.now += 2_500;
  expect(await noteOf("Hiker130")).toBe("Hiker130");
  expect(await noteOf("Hiker1")).toBe("Hiker1");
  expect(asked().slice(4)).toEqual(["Hiker130", "Hiker1"]);
  time.now += 60_000;
  await noteOf("Hiker2");
  expect(await noteOf("Hiker3")).toBe("Hiker3");
  expect(asked().slice(6)).toEqual(["Hiker2", null]);
});

test("a list that answered for somebody is worth another one", async () => {
  const { noteOf, asked, time } = await community(hikers);
  await noteOf("Hiker0");
  await noteOf("Hiker1");
  await noteOf("Hiker120");
  time.now += 2_500;
  await noteOf("Hiker2");
  expect(asked()).toEqual(["Hiker0", null, "Hiker120", null]);
});

test("a list is no more than two seconds old", async () => {
  const { noteOf, asked, time } = await community(hikers);
  await noteOf("Hiker0");
  await noteOf("Hiker1");
  time.now += 1_999;
  await noteOf("Hiker2");
  expect(asked()).toEqual(["Hiker0", null]);
  time.now += 1;
  await noteOf("Hiker3");
  expect(asked()).toEqual(["Hiker0", null, null]);
});

test("a list does not count that was asked for before the caller looked", async () => {
  const { gateway, noteOf, asked, time } = await community(hikers);
  await noteOf("Hiker0");
  await noteOf("Hiker1");
  const listedAt = time.now;
  time.now += 500;
  await gateway.findBan("PineLakeHikers", "Hiker2", new Date(listedAt));
  expect(asked()).toEqual(["Hiker0", null]);
  await gateway.findBan("PineLakeHikers", "Hiker3", new Date(time.now));
  expect(asked()).toEqual(["Hiker0", null, null]);
});

test("whoever comes alone is asked for alone", async () => {
  const { noteOf, asked, time } = await community(hikers);
  for (const name of ["Hiker0", "Hiker1", "Hiker2"]) {
    expect(await noteOf(name)).toBe(name);
    time.now += 3_000;
  }
  expect(asked()).toEqual(["Hiker0", "Hiker1", "Hiker2"]);
});

test("a refused list is told to each, and asked for anew", async () => {
  const { server, gateway, noteOf } = await community(hikers);
  await noteOf("Hiker0");
  server.on(banned, { status: 403, body: { message: "Forbidden", error: 403 } });
  const find = (name: string) => failureOf(gateway.findBan("PineLakeHikers", name));
  expect(await Promise.all([find("Hiker1"), find("Hiker2")])).toMatchObject([
    { kind: "forbidden" },
    { kind: "forbidden" },
  ]);
  expect(server.to(banned)).toHaveLength(2);
  expect(await find("Hiker1")).toMatchObject({ kind: "forbidden" });
  expect(server.to(banned)).toHaveLength(3);
});
