#!/usr/bin/env python3
"""Computes the numbers of the page of results again, from draws.csv alone, and compares them with
results.json. Needs Python 3.8 or later and nothing else. Ends with 1 where a number differs."""
import csv
import json
import math
import os
import sys
from statistics import NormalDist

HERE = os.path.dirname(os.path.abspath(__file__))
Z = NormalDist().inv_cdf(0.975)


def wilson(events, n):
    share, z2 = events / n, Z * Z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    width = Z / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return share, max(0.0, middle - width), min(1.0, middle + width)


def newcombe(a, n, c, m):
    """Method 10: from the two Wilson intervals."""
    p, l1, u1 = wilson(a, n)
    q, l2, u2 = wilson(c, m)
    lower = p - q - math.sqrt((p - l1) ** 2 + (u2 - q) ** 2)
    upper = p - q + math.sqrt((u1 - p) ** 2 + (q - l2) ** 2)
    return p - q, lower, upper


def fisher(a, n, c, m):
    """Two-sided: what is at most as probable as the table itself."""
    def log_choose(k, i):
        return math.lgamma(k + 1) - math.lgamma(i + 1) - math.lgamma(k - i + 1)
    events = a + c
    logs = [
        log_choose(n, i) + log_choose(m, events - i) - log_choose(n + m, events)
        for i in range(max(0, events - m), min(n, events) + 1)
    ]
    own = logs[a - max(0, events - m)]
    return min(1.0, sum(math.exp(x) for x in logs if x <= own + 1e-7))


def mantel_haenszel(tables):
    """Risk difference with Sato's variance, and the test without correction for continuity."""
    weight = top = p = q = 0.0
    excess = variance = 0.0
    for a, n, c, m in tables:
        cases = n + m
        weight += n * m / cases
        top += (a * m - c * n) / cases
        p += (n / cases) ** 2 * c - (m / cases) ** 2 * a + n * m * (m - n) / (2 * cases * cases)
        q += (a * (m - c) + c * (n - a)) / (2 * cases)
        excess += a - (a + c) * n / cases
        if cases > 1:
            variance += n * m * (a + c) * (cases - a - c) / (cases * cases * (cases - 1))
    difference = top / weight
    spread = difference * p + q
    width = Z * math.sqrt(spread) / weight if spread > 0 else None
    test = math.erfc(math.sqrt(excess * excess / variance / 2)) if variance > 0 else None
    return difference, width, test


def median_hours(times):
    """Kaplan-Meier; times are pairs of hours and whether a decision came then."""
    survival, at_risk = 1.0, len(times)
    rows = {}
    for hours, decided in times:
        row = rows.setdefault(hours, [0, 0])
        row[0] += decided
        row[1] += 1
    half = None
    for hours in sorted(rows):
        decided, leaving = rows[hours]
        if decided:
            if half is not None:
                return (half + hours) / 2
            survival *= (at_risk - decided) / at_risk
            if abs(survival - 0.5) < 1e-12:
                half = hours
            elif survival < 0.5:
                return hours
        at_risk -= leaving
    return half


def share_of(arm, outcome):
    ended = [row for row in arm if row["ending"] in ("granted", "denied", "none")]
    if outcome == "granted":
        return sum(row["ending"] == "granted" for row in ended), len(ended)
    if outcome == "decided":
        return sum(row["ending"] in ("granted", "denied") for row in ended), len(ended)
    kept = [row for row in arm if row["has_appeal"] == "true"]
    return sum(row["is_reached"] == "true" for row in kept), len(kept)


class Comparison:
    def __init__(self):
        self.same = 0
        self.different = []

    def number(self, what, ours, theirs):
        close = ours is not None and theirs is not None and math.isclose(
            ours, theirs, rel_tol=1e-7, abs_tol=1e-9)
        if close or (ours is None and theirs is None):
            self.same += 1
        else:
            self.different.append("%s: %r here, %r on the page" % (what, ours, theirs))

    def interval(self, what, ours, theirs):
        for name, value in zip(("estimate", "lower", "upper"), ours):
            self.number(what + " " + name, value, theirs.get(name))


def main():
    with open(os.path.join(HERE, "draws.csv"), encoding="utf-8-sig", newline="") as file:
        draws = list(csv.DictReader(file))
    with open(os.path.join(HERE, "results.json"), encoding="utf-8") as file:
        page = json.load(file)
    strata = {}
    for row in draws:
        arms = strata.setdefault((row["subreddit_key"], int(row["phase"])), {"treatment": [], "control": []})
        arms[row["group"]].append(row)
    compared = Comparison()
    compared.number("draws", len(draws), page["flow"]["drawn"])
    compared.number("strata", len(strata), len(page["strata"]))
    tables = {"granted": [], "decided": [], "reached": []}
    for shown in page["strata"]:
        arms = strata.get((shown["subredditKey"], shown["phase"]), {"treatment": [], "control": []})
        for outcome, pooled in tables.items():
            (a, n), (c, m) = (share_of(arms[arm], outcome) for arm in ("treatment", "control"))
            there = shown["outcomes"][outcome]
            what = "%s, phase %s, %s" % (shown["subredditKey"], shown["phase"], outcome)
            for arm, events, cases in (("treatment", a, n), ("control", c, m)):
                compared.number(what + " events", events, there[arm]["events"])
                compared.number(what + " cases", cases, there[arm]["n"])
                if cases:
                    compared.interval(what + " " + arm, wilson(events, cases), there[arm]["share"])
            if n and m:
                pooled.append((a, n, c, m))
                compared.interval(what + " difference", newcombe(a, n, c, m), there["difference"])
                if there["test"]["kind"] == "test":
                    compared.number(what + " p", fisher(a, n, c, m), there["test"]["p"])
    for shown in page["pooled"]:
        pooled = tables[shown["outcome"]]
        if not pooled:
            continue
        difference, width, p = mantel_haenszel(pooled)
        there = shown["difference"]
        compared.number("pooled " + shown["outcome"], difference, there["estimate"])
        if there["kind"] == "estimate":
            compared.number("pooled lower", max(-1, difference - width), there["lower"])
            compared.number("pooled upper", min(1, difference + width), there["upper"])
        if shown["test"]["kind"] == "test":
            compared.number("pooled p", p, shown["test"]["p"])
    for shown in page["times"]:
        arms = strata[(shown["subredditKey"], shown["phase"])]
        for arm in ("treatment", "control"):
            times = [
                (int(row["hours_observed"]), row["ending"] in ("granted", "denied"))
                for row in arms[arm] if row["has_appeal"] == "true"
            ]
            there = shown["medians"][arm]
            compared.number("median hours", median_hours(times), there.get("median"))
    for line in compared.different:
        print("DIFFERENT " + line)
    print("%d numbers are the same, %d differ." % (compared.same, len(compared.different)))
    return 1 if compared.different else 0


if __name__ == "__main__":
    sys.exit(main())
