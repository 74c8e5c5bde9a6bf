"""Published and other projects' numbers, through the public functions, where the procedure is one of ours."""

from __future__ import annotations

import json
from functools import cache

import numpy as np
import pytest

from tests.reference import reference_path
from touchpath.stats import (
    ab_test,
    clusters,
    differences,
    exact,
    means,
    mix,
    multiplicity,
    paired,
    power,
    sequential,
    strata,
    survey_scores,
    survival,
    weekly,
)
from touchpath.stats.proportions import wilson


@cache
def cases(name: str) -> dict[str, dict]:
    return {case["id"]: case for case in json.loads(reference_path(f"cases/{name}.json").read_text())}


def target(case_id: str) -> tuple[dict, dict, float]:
    case = cases("stat_targets")[case_id]
    return case["input"], case["expected"], case["abs_tol"]


# Procedures the project does not have, and why.
TARGETS_WITHOUT_CODE = {
    "seatbelts_its": "quasi-Poisson regression on months; the drift version is a straight line over weeks",
    "pocock_obf_classic": "classic constant-shape bounds; looks spend alpha after Lan and DeMets instead",
    "gammagamma_cdnow": "a purchase-value model, no test",
    "gbstats_relative": "a delta-method ratio; ratios of rates carry Koopman's score interval instead",
}
STATS_WITHOUT_CODE = {
    "tt-z-one-sided-less": "z test with continuity correction; the N-1 chi-square or an exact test decides",
    "tt-srm-binomial": "exact binomial split check; splits are judged by chi-square",
    "tt-power-greater": "one-sided power of a relative change; every test here is two-sided",
    "r-binom-wilson-cc-18-20": "Wilson with continuity correction; plain Wilson is shown",
    "r-binom-wald-4-20": "Wald interval; Wilson is shown",
    "r-binom-wald-190-200": "Wald interval; Wilson is shown",
    "r-binom-wilson-cc-29-30": "Wilson with continuity correction; plain Wilson is shown",
    "r-binom-agresti-coull-0-30": "Agresti-Coull interval; Wilson is shown",
    "r-binom-clopper-pearson-0-30": "Clopper-Pearson interval; Wilson is shown",
    "r-desctools-jeffreys-0.05": "Jeffreys interval; Wilson is shown",
    "r-desctools-upper-wald": "one-sided Wald bound; Wilson is shown",
    "r-desctools-upper-agresti-coull": "one-sided Agresti-Coull bound; Wilson is shown",
    "sm-wald-edge-0-1": "Wald interval; Wilson is shown",
    "r-proptest-4-vs-0.9": "several rates against a fixed value; no question of the project",
    "r-binomtest-two-sided": "one rate against a fixed value; no question of the project",
    "r-binomtest-ci": "Clopper-Pearson interval; Wilson is shown",
    "r-2indep-diff-wald": "Wald difference; Newcombe is shown",
    "r-2indep-diff-score": "Miettinen-Nurminen difference; Newcombe is shown",
    "r-pwr-t-one-greater": "one-sample one-sided power; groups are compared, two-sided",
    "r-mcnemar-121-59-nocc": "asymptotic McNemar; the mid-p decides",
    "r-bowker-1": "symmetry of larger tables; no question of the project",
    "r-poisson-jeffreys": "Poisson rates; every rate here is a share of people",
    "r-mcnemar-pingouin-cc": "asymptotic McNemar with continuity correction; the mid-p decides",
}
TARGETS_WITH_CODE = {
    *(f"newcombe1998_{letter}" for letter in "bdef"),
    "wilson_newcombe1998a",
    "fisher_tea",
    "barnard_vaccine",
    "boschloo_docs",
    "cmh_ucb",
    "logrank_gehan",
    "bh1995",
    "brunner_munzel",
    "power_prop",
    "two_prop_chi2",
    "koopman_rr",
    "card_krueger",
    "ldm_obf",
    "nps_rocks",
}
STATS_WITH_CODE = {
    "tt-fisher-less",
    "sp-vs-us-control-gb-test",
    "sp-vs-us-control-us-test",
    "sp-size-binomial-large",
    "r-binom-wilson-0-30",
    "r-desctools-wilson-0.05",
    "r-power-prop-90",
    "r-pwr-t-two-unequal",
    "r-mantel-haenszel-2",
    "r-pooled-ci90",
    "r-brunner-munzel",
    "r-chi2-cp-target",
    "rmst-10",
}


def test_every_case_is_either_computed_or_excused() -> None:
    assert set(cases("stat_targets")) == TARGETS_WITH_CODE | set(TARGETS_WITHOUT_CODE)
    assert set(cases("stats")) == STATS_WITH_CODE | set(STATS_WITHOUT_CODE)


@pytest.mark.parametrize("letter", "bdef")
def test_newcombe_difference(letter: str) -> None:
    given, expected, tolerance = target(f"newcombe1998_{letter}")
    ends = differences.newcombe(given["x2"], given["n2"], given["x1"], given["n1"])
    assert ends == pytest.approx(expected["newcombe_hybrid_score_m10"], abs=tolerance)


def test_wilson_published() -> None:
    given, expected, tolerance = target("wilson_newcombe1998a")
    x, n = np.array(given["cases"]).T
    assert np.column_stack(wilson(x, n)) == pytest.approx(np.array(expected["wilson"]), abs=tolerance)


@pytest.mark.parametrize("case_id", ["r-binom-wilson-0-30", "r-desctools-wilson-0.05"])
def test_wilson_in_r(case_id: str) -> None:
    case = cases("stats")[case_id]
    ends = wilson(case["inputs"]["count"], case["inputs"]["nobs"])
    assert ends == pytest.approx(case["expected"]["ci"], abs=case["tol"]["abs"])


def test_fisher_lady_tasting_tea() -> None:
    given, expected, tolerance = target("fisher_tea")
    (a, b), (c, d) = given["table"]
    assert exact.fisher(c, c + d, a, a + b) == pytest.approx(expected["p_two_sided"], abs=tolerance)
    one_sided = exact.fisher(c, c + d, a, a + b, alternative="greater")
    assert one_sided == pytest.approx(expected["p_greater"], abs=tolerance)


def test_fisher_one_sided() -> None:
    case = cases("stats")["tt-fisher-less"]
    given = case["inputs"]
    p = exact.fisher(given["count_a"], given["nobs_a"], given["count_b"], given["nobs_b"], alternative="less")
    assert p == pytest.approx(case["expected"]["p_value"], rel=case["tol"]["rel"])


@pytest.mark.parametrize(("case_id", "key"), [("barnard_vaccine", "boschloo_p"), ("boschloo_docs", "p")])
def test_boschloo(case_id: str, key: str) -> None:
    given, expected, tolerance = target(case_id)
    (x2, x1), (y2, y1) = given["table"]
    p = exact.boschloo(x1, x1 + y1, x2, x2 + y2, given["alternative"])
    assert p == pytest.approx(expected[key], abs=tolerance)
    if "fisher_p" in expected:
        fisher = exact.fisher(x1, x1 + y1, x2, x2 + y2, alternative=given["alternative"])
        assert fisher == pytest.approx(expected["fisher_p"], abs=tolerance)


def test_stratified_tables_of_berkeley() -> None:
    given, expected, tolerance = target("cmh_ucb")
    tables = np.array(given["strata"])
    men, women = tables[:, :, 0], tables[:, :, 1]
    counts = (women[:, 0], women.sum(1), men[:, 0], men.sum(1))
    plain, corrected = (strata.stratified(*counts, correction=c) for c in (False, True))
    assert plain.estimate == pytest.approx(expected["or_mh"], abs=tolerance)
    assert (plain.low, plain.high) == pytest.approx(expected["or_ci"], abs=tolerance)
    assert (plain.statistic, plain.p_value) == pytest.approx(
        (expected["cmh_nocc"], expected["p_nocc"]), abs=tolerance
    )
    assert (corrected.statistic, corrected.p_value) == pytest.approx(
        (expected["cmh_cc"], expected["p_cc"]), abs=tolerance
    )
    odds = strata.homogeneity(*counts).odds
    assert (odds.statistic, odds.p_value) == pytest.approx(expected["tarone"], abs=tolerance)
    marginal = mix.chi_square(tables.sum(axis=0))
    assert marginal.statistic == pytest.approx(expected["marginal_chi2_nocc"], abs=tolerance)


def test_stratified_tables_in_r() -> None:
    case = cases("stats")["r-mantel-haenszel-2"]
    tables = np.array(case["inputs"]["tables"])
    x, n = tables[:, :, 0], tables.sum(axis=2)
    result = strata.stratified(x[:, 1], n[:, 1], x[:, 0], n[:, 0], correction=True)
    found = [result.estimate, result.statistic, result.p_value, result.low, result.high]
    wanted = case["expected"]
    assert found == pytest.approx(
        [wanted["pooled_odds_ratio"], wanted["statistic"], wanted["p_value"], *wanted["ci"]], **case["tol"]
    )


def test_survival_of_gehan() -> None:
    given, expected, tolerance = target("logrank_gehan")
    treated = survival.kaplan_meier(*np.array(given["mp6"]).T)
    control = survival.kaplan_meier(given["control"], np.ones(len(given["control"])))
    test = survival.log_rank([treated, control])
    assert (test.statistic, test.p_value) == pytest.approx((expected["logrank"], expected["p"]), abs=tolerance)
    for day, share in expected["km_6mp"].items():
        assert treated.at(float(day)).estimate == pytest.approx(share, abs=tolerance)
    for day, error in expected["km_6mp_se"].items():
        assert treated.at(float(day)).standard_error == pytest.approx(error, abs=tolerance)
    for curve, name in ((treated, "6mp"), (control, "control")):
        mean = survival.rmst(curve, 20)
        assert (mean.estimate, mean.standard_error) == pytest.approx(expected["rmst20"][name], abs=tolerance)


def test_restricted_mean_to_the_last_churn() -> None:
    case = cases("stats")["rmst-10"]
    times = case["inputs"]["times"]
    mean = survival.rmst(survival.kaplan_meier(times, np.ones(len(times))), case["inputs"]["t"])
    assert mean.estimate == pytest.approx(case["expected"]["rmst"], abs=case["tol"]["abs"])


def test_adjusted_p_values_published() -> None:
    given, expected, tolerance = target("bh1995")
    bh, holm = multiplicity.benjamini_hochberg(given["p"]), multiplicity.holm(given["p"])
    assert bh == pytest.approx(expected["adj_BH"], abs=tolerance)
    assert holm == pytest.approx(expected["adj_holm"], abs=tolerance)
    assert ((bh <= 0.05).sum(), (holm <= 0.05).sum()) == (expected["reject_BH"], expected["reject_holm"])


def test_brunner_munzel_pain_scores() -> None:
    given, expected, tolerance = target("brunner_munzel")
    result = means.brunner_munzel(given["x"], given["y"])
    assert (result.statistic, result.p_value) == pytest.approx(
        (expected["bm_statistic"], expected["bm_p"]), abs=tolerance
    )


def test_brunner_munzel_in_r() -> None:
    case = cases("stats")["r-brunner-munzel"]
    result = means.brunner_munzel(case["inputs"]["y"], case["inputs"]["x"])
    wanted = (case["expected"]["statistic"], case["expected"]["p_value"])
    assert (result.statistic, result.p_value) == pytest.approx(wanted, rel=case["tol"]["rel"])


def test_power_of_rates_and_means() -> None:
    _, expected, tolerance = target("power_prop")
    assert power.power_of_rates(0.5, 0.75, 50) == pytest.approx(expected["power_n50_p5_p75"], abs=tolerance)
    people = power.people_for_rates(0.5, 0.75, power=0.9)
    assert people == pytest.approx(expected["n_p5_p75_power90"], abs=tolerance)
    assert power.power_of_means(1, 1, 20) == pytest.approx(expected["power_t_n20_d1"], abs=tolerance)
    rate = power.detectable_rate(0.1, 1000)
    assert rate == pytest.approx(expected["p2_detectable_n1000_p10"], abs=tolerance)


def test_power_of_rates_in_r() -> None:
    case = cases("stats")["r-power-prop-90"]
    assert power.power_of_rates(**case["inputs"]) == pytest.approx(case["expected"]["power"], abs=case["tol"]["abs"])


def test_power_of_means_with_unequal_groups() -> None:
    case = cases("stats")["r-pwr-t-two-unequal"]
    given = case["inputs"]
    found = power.power_of_means(given["effect"], 1, given["n1"], ratio=given["n2"] / given["n1"])
    assert found == pytest.approx(case["expected"]["power"], abs=case["tol"]["abs"])


def test_people_for_two_groups() -> None:
    case = cases("stats")["sp-size-binomial-large"]
    given = case["inputs"]
    people = 2 * power.people_for_means(given["mde"], np.sqrt(given["variance"]), power=given["power"])
    assert people == pytest.approx(case["expected"]["n_total"], rel=case["tol"]["rel"])


def test_chi_square_of_smokers() -> None:
    given, expected, tolerance = target("two_prop_chi2")
    table = np.column_stack([given["x"], np.subtract(given["n"], given["x"])])
    result = mix.chi_square(table)
    assert (result.statistic, result.p_value) == pytest.approx((expected["chi2"], expected["p"]), abs=tolerance)


def test_chi_square_with_cramers_v() -> None:
    case = cases("stats")["r-chi2-cp-target"]
    result = mix.chi_square(case["inputs"]["table"])
    wanted = case["expected"]
    assert (result.statistic, result.estimate) == pytest.approx(
        (wanted["statistic"], wanted["cramers_v"]), abs=case["tol"]["abs"]
    )
    assert result.df == wanted["df"]


@pytest.mark.parametrize("case_id", ["sp-vs-us-control-gb-test", "sp-vs-us-control-us-test"])
def test_pearson_chi_square_of_two_rates(case_id: str) -> None:
    case = cases("stats")[case_id]
    given = case["inputs"]
    x, n = np.array([given["count_a"], given["count_b"]]), np.array([given["nobs_a"], given["nobs_b"]])
    result = mix.chi_square(np.column_stack([x, n - x]))
    assert result.p_value == pytest.approx(case["expected"]["p_value_pooled"], **case["tol"])


def test_koopman_ratio() -> None:
    given, expected, _ = target("koopman_rr")
    ratio = ab_test.compare_rates(given["x2"], given["n2"], given["x1"], given["n1"]).ratio
    assert ratio.estimate == pytest.approx(expected["rr"])
    assert (ratio.low, ratio.high) == pytest.approx(expected["ci_precise"], abs=1e-5)


def test_difference_in_differences_of_wages() -> None:
    given, expected, tolerance = target("card_krueger")
    gap_before, gap_after = given["nj_before"] - given["pa_before"], given["nj_after"] - given["pa_after"]
    series = [gap_before] * 4 + [gap_after] * 2
    assert weekly.before_after(series, 4).level_shift.estimate == pytest.approx(expected["did"], abs=tolerance)
    changes = clusters.compare_clusters([expected["nj_change"]] * 2, [expected["pa_change"]] * 2)
    assert changes.change.estimate == pytest.approx(expected["did"], abs=tolerance)


def test_obrien_fleming_bounds() -> None:
    given, expected, tolerance = target("ldm_obf")
    for looks in given["looks"]:
        bounds = sequential.lan_demets_bounds([i / looks for i in range(1, looks + 1)])
        assert bounds == pytest.approx(expected[f"z{looks}"], abs=tolerance)


def test_nps_variance_and_interval() -> None:
    given, expected, tolerance = target("nps_rocks")
    score = survey_scores.nps(survey_scores.NpsCounts(**given))
    assert score.estimate / 100 == pytest.approx(expected["nps"], abs=tolerance)
    assert score.standard_error / 100 == pytest.approx(expected["se_wald"], abs=tolerance)
    assert (score.low / 100, score.high / 100) == pytest.approx(expected["ci_adj"], abs=tolerance)


def test_pooled_t_interval() -> None:
    case = cases("stats")["r-pooled-ci90"]
    a, b = (means.moments(case["inputs"][key]) for key in ("a", "b"))
    result = means.pooled(b, a, level=0.9)
    assert (result.low, result.high) == pytest.approx(case["expected"]["ci_90"], rel=case["tol"]["rel"])
    assert result.df == case["expected"]["df"]


def test_discordant_pairs_against_a_direct_sum() -> None:
    # 2 P(X < 2) + P(X = 2) for X binomial(8, 1/2)
    assert float(paired.mcnemar_mid_p(6, 2)) == pytest.approx((2 * (1 + 8) + 28) / 256)
