"""05/12/2026 is 5 December; 1.234,5 is one thousand two hundred …; the week begins on Monday."""

DATE_FORMAT = r"d/m/Y"
DATETIME_FORMAT = r"H:i d/m/Y"
SHORT_DATE_FORMAT = r"d/m/Y"
SHORT_DATETIME_FORMAT = r"H:i d/m/Y"
TIME_FORMAT = "H:i"
MONTH_DAY_FORMAT = r"d/m"
YEAR_MONTH_FORMAT = r"m/Y"
FIRST_DAY_OF_WEEK = 1
DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d/%m/%y"]
DATETIME_INPUT_FORMATS = ["%H:%M %d/%m/%Y", "%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M"]
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 3
