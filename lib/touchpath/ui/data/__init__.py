"""The data pages (add data, touchpoints, personas), piece by piece."""
