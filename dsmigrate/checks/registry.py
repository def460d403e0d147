"""The rules' checks in code order, and the one function that runs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from types import ModuleType

from dsmigrate.checks import (
    ds101_retired_model_id,
    ds102_unknown_model_id,
    ds103_outdated_model_id,
    ds105_model_id_in_condition,
    ds106_model_id_in_table,
    ds107_model_id_mention,
    ds108_unknown_model,
    ds109_retired_id_in_unread_file,
    ds201_wrong_host,
    ds202_endpoint_path_in_base_url,
    ds203_endpoint_format_mismatch,
    ds204_expired_endpoint,
    ds205_missing_base_url,
    ds206_beta_endpoint_required,
    ds207_malformed_base_url,
    ds301_implicit_thinking,
    ds302_malformed_thinking,
    ds303_ignored_sampling_parameter,
    ds304_invalid_effort,
    ds305_forced_tool_choice_while_thinking,
    ds306_reasoning_content_dropped,
    ds307_token_cap_while_thinking,
    ds401_json_mode_without_json,
    ds402_json_schema_unsupported,
    ds403_unguarded_json_parse,
    ds501_strict_schema,
    ds502_tool_limits,
    ds601_malformed_auth_header,
    ds602_hardcoded_api_key,
    ds603_malformed_payload,
    ds604_no_effect_parameter,
    ds605_wrong_usage_field,
    ds901_unused_suppression,
)
from dsmigrate.checks.context import Context
from dsmigrate.core.findings import Verdict
from dsmigrate.core.sightings import Sightings
from dsmigrate.core.suppressions import IdleSuppression

CHECKS: tuple[ModuleType, ...] = (
    ds101_retired_model_id,
    ds102_unknown_model_id,
    ds103_outdated_model_id,
    ds105_model_id_in_condition,
    ds106_model_id_in_table,
    ds107_model_id_mention,
    ds108_unknown_model,
    ds109_retired_id_in_unread_file,
    ds201_wrong_host,
    ds202_endpoint_path_in_base_url,
    ds203_endpoint_format_mismatch,
    ds204_expired_endpoint,
    ds205_missing_base_url,
    ds206_beta_endpoint_required,
    ds207_malformed_base_url,
    ds301_implicit_thinking,
    ds302_malformed_thinking,
    ds303_ignored_sampling_parameter,
    ds304_invalid_effort,
    ds305_forced_tool_choice_while_thinking,
    ds306_reasoning_content_dropped,
    ds307_token_cap_while_thinking,
    ds401_json_mode_without_json,
    ds402_json_schema_unsupported,
    ds403_unguarded_json_parse,
    ds501_strict_schema,
    ds502_tool_limits,
    ds601_malformed_auth_header,
    ds602_hardcoded_api_key,
    ds603_malformed_payload,
    ds604_no_effect_parameter,
    ds605_wrong_usage_field,
    ds901_unused_suppression,
)
SUPPRESSIONS = "suppressions"
# Which list of the sightings each function of a check is given; where none is named, the sightings themselves.
KINDS = {
    "check_sightings": "",
    "check_requests": "requests",
    "check_clients": "clients",
    "check_mentions": "mentions",
    "check_conditions": "conditions",
    # Not sighted: which of them silence nothing is known once everything else has been judged.
    "check_suppressions": SUPPRESSIONS,
    "check_credentials": "credentials",
}


def selected_codes(
    context: Context, select: Sequence[str], ignore: Sequence[str], extend_select: Sequence[str] = ()
) -> frozenset[str]:
    """The codes to report: those selected, or on by default, and `extend_select`, less those ignored.

    All may be prefixes; of one that selects and one that ignores a code the longer one holds, else the latter.
    """
    rules = context.catalog.rules
    if select:
        chosen = {code for code in rules if code.startswith(tuple(select))}
    else:
        chosen = {code for code, rule in rules.items() if rule.default_on}
        if ds103_outdated_model_id.wanted_by_target(context):
            chosen.add(ds103_outdated_model_id.CODE)
    chosen |= {code for code in rules if code.startswith(tuple(extend_select))}
    return frozenset(
        code for code in chosen if _length(code, (*select, *extend_select)) >= _length(code, ignore, 1)
    )


def _length(code: str, prefixes: Sequence[str], more: int = 0) -> int:
    """The length of the longest prefix of the code, and `more`; 0 where none is one."""
    return max((len(prefix) + more for prefix in prefixes if code.startswith(prefix)), default=0)


def run_checks(
    sightings: Iterable[Sightings],
    context: Context,
    codes: frozenset[str],
    suppressions: Sequence[IdleSuppression] = (),
) -> list[Verdict]:
    """Every verdict of the checks in `codes`, over all that was sighted, and over suppressions that silence nothing."""
    everything = list(sightings)
    context = context.fresh()
    found: list[Verdict] = []
    for module in CHECKS:
        if module.CODE in codes:
            found.extend(_run(module, everything, context, suppressions))
    return found


def _run(
    module: ModuleType,
    everything: list[Sightings],
    context: Context,
    suppressions: Sequence[IdleSuppression],
) -> Iterator[Verdict]:
    for name, kind in KINDS.items():
        function = getattr(module, name, None)
        if function is None:
            continue
        if kind == SUPPRESSIONS:
            yield from function(suppressions, context)
        else:
            lists = [getattr(sighted, kind) for sighted in everything] if kind else [everything]
            yield from function([item for items in lists for item in items], context)
