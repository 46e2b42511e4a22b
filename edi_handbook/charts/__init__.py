"""How numbers are drawn: roles and not hues, alt text required, the table beside the chart.

A chart function takes numbers from `edi_handbook.workforce` and gives a `Chart`. Put it last in a notebook cell.
"""

from edi_handbook.charts.chart import Chart, Table
from edi_handbook.charts.large_ratios import Column, large_ratios
from edi_handbook.charts.mark_rows import mark_rows
from edi_handbook.charts.process_series import process_series
from edi_handbook.charts.ratio_forest import ratio_forest
from edi_handbook.charts.ratio_series import ratio_series
from edi_handbook.charts.share_comparison import share_comparison
from edi_handbook.charts.share_rows import share_rows
from edi_handbook.charts.timeline import timeline

__all__ = [
    "Chart",
    "Column",
    "Table",
    "large_ratios",
    "mark_rows",
    "process_series",
    "ratio_forest",
    "ratio_series",
    "share_comparison",
    "share_rows",
    "timeline",
]
