"""temporary"""
def check(plan, settings):
    return plan.diagnostics
