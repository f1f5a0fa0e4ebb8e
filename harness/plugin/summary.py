"""temporary"""
def write_summary(tr, recorder):
    from collections import Counter
    tr.section("documentation")
    c = Counter((r["page"], r.get("variant",""), r["outcome"]) for r in recorder.records)
    for k, v in sorted(c.items()): tr.line(f"{k}: {v}")
    for c in recorder.closed: tr.line(str(c))
