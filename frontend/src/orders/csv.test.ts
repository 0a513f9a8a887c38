import { expect, it } from "vitest";
import { csv } from "./csv";

it("is what a Dutch Excel opens: a byte order mark, semicolons, quotes doubled", () => {
  expect(csv(["Werkbon", "Reden"], [["WB-1", 'Regel "pijp"; anders']])).toBe(
    '\uFEFFWerkbon;Reden\r\nWB-1;"Regel ""pijp""; anders"\r\n',
  );
});

it("computes nothing that a work order says, and leaves amounts alone", () => {
  const line = csv(["a"], [["=HYPERLINK(1)", "+31 6", "@x", "-12,50", "\t=1"]]).split("\r\n")[1];
  expect(line).toBe("'=HYPERLINK(1);'+31 6;'@x;-12,50;'\t=1");
});
