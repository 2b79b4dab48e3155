"""The panels of the page, one file each: `build` makes the widgets, `wire` ties them to named handlers."""
