"""Funnel plot limits: is an organisation further from the rest than chance and usual spread explain?

Sources: Spiegelhalter 2005, "Funnel plots for comparing institutional performance", doi 10.1002/sim.1970, and
Spiegelhalter 2005, "Handling over-dispersion of performance indicators", doi 10.1136/qshc.2005.013755. Over-dispersion
is the additive model: a variance between organisations (DerSimonian and Laird's, from Winsorised z-scores) is added to
each one's own. The same steps as NHS-R's FunnelPlotR, which has no counterpart in Python.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import norm
from scipy.stats.mstats import winsorize

from edi_handbook.workforce.ratios import KATZ_FROM

LEVELS = (0.95, 0.998)
WINSORISE = 0.1


@dataclass(frozen=True)
class Funnel:
    """A funnel: its target, the spread between organisations, and each organisation's place.

    `points` has a row for each organisation given, in the order given: `value`, `standard_error` (on the scale of
    `scale`: log for ratios, arcsine of the square root for shares), `z` (distance from the target, over-dispersion
    allowed for), `outside_95` and `outside_998`, `used` and `reason` where it could not be used.
    """

    scale: str
    target: float
    phi: float
    tau2: float
    points: pd.DataFrame

    def limits(self, standard_error, level=0.95):
        """Lower and upper limit of `value` for organisations of these standard errors, for drawing the curves."""
        return _limits(self.scale, self.target, self.tau2, np.asarray(standard_error, dtype=float), level)


def _limits(scale, target, tau2, standard_error, level):
    away = norm.isf((1 - level) / 2) * np.sqrt(standard_error**2 + tau2)
    if scale == "log":
        return target * np.exp(-away), target * np.exp(away)
    middle = np.arcsin(np.sqrt(target))
    return tuple(np.sin(np.clip(middle + side * away, 0, np.pi / 2)) ** 2 for side in (-1, 1))


def dispersion(z, weights, winsorise=WINSORISE):
    """Dispersion ratio and variance between organisations: `phi, tau2`.

    `z` are distances from the target in own standard errors, `weights` one over their squares. `winsorise` is the
    part of the z-scores drawn in at each end, so that the outliers sought do not widen the limits. `tau2` is 0 where
    the spread is no more than chance.
    """
    z = np.asarray(winsorize(np.asarray(z, dtype=float), limits=(winsorise, winsorise)))
    weights = np.asarray(weights, dtype=float)
    number = len(z)
    phi = float(np.mean(z**2))
    if number < 2 or number * phi <= number - 1:
        return phi, 0.0
    return phi, float((number * phi - (number - 1)) / (weights.sum() - (weights**2).sum() / weights.sum()))


def ratio_funnel(count_1, whole_1, count_2, whole_2, target=None, overdispersion=True, min_events=KATZ_FROM) -> Funnel:
    """Funnel of relative likelihoods (rate 1 over rate 2), one organisation an element.

    `target` is the ratio of the pooled rates unless given (for example the published England value). Organisations
    with fewer than `min_events` events in either group, or with fewer without the event, are set apart: the log
    method does not hold for them. Raises ValueError where fewer than three are left.
    """
    columns = [np.asarray(count, dtype=float) for count in (count_1, whole_1, count_2, whole_2)]
    events_1, people_1, events_2, people_2 = columns
    with np.errstate(invalid="ignore"):
        fewest = np.min([events_1, people_1 - events_1, events_2, people_2 - events_2], axis=0)
    used = np.isfinite(np.sum(columns, axis=0)) & (fewest >= min_events)
    a, n, b, m = (np.where(used, column, np.nan) for column in columns)
    if target is None:
        target = (np.nansum(a) / np.nansum(n)) / (np.nansum(b) / np.nansum(m))
    value = (a / n) / (b / m)
    with np.errstate(invalid="ignore"):
        error = np.sqrt(1 / a - 1 / n + 1 / b - 1 / m)  # Katz and others 1978
    reason = np.where(
        used, "", f"fewer than {min_events} events, or people without one, in a group, or a count missing"
    )
    return _funnel("log", target, value, np.log(value), np.log(target), error, used, reason, overdispersion)


def share_funnel(count, whole, target=None, overdispersion=True) -> Funnel:
    """Funnel of shares (fractions), one organisation an element; `target` is the pooled share unless given.

    Raises ValueError where fewer than three organisations have anyone to take a share of.
    """
    count, whole = np.asarray(count, dtype=float), np.asarray(whole, dtype=float)
    used = np.isfinite(count + whole) & (whole > 0)
    count, whole = np.where(used, count, np.nan), np.where(used, whole, np.nan)
    if target is None:
        target = np.nansum(count) / np.nansum(whole)
    value, error = count / whole, 1 / (2 * np.sqrt(whole))
    reason = np.where(used, "", "a count is missing or 0")
    middle = np.arcsin(np.sqrt(target))
    return _funnel("arcsine", target, value, np.arcsin(np.sqrt(value)), middle, error, used, reason, overdispersion)


def _funnel(scale, target, value, place, middle, error, used, reason, overdispersion):
    used = used & (error > 0)
    if used.sum() < 3:
        raise ValueError("A funnel needs at least three organisations with enough events.")
    z = (place - middle) / error
    phi, tau2 = dispersion(z[used], 1 / error[used] ** 2)
    if not overdispersion:
        tau2 = 0.0
    z = (place - middle) / np.sqrt(error**2 + tau2)
    points = pd.DataFrame({"value": value, "standard_error": error, "z": z})
    for level, name in zip(LEVELS, ("outside_95", "outside_998"), strict=True):
        points[name] = used & (np.abs(z) > norm.isf((1 - level) / 2))
    return Funnel(scale, float(target), phi, tau2, points.assign(used=used, reason=reason))
