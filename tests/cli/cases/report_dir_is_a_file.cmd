leda report $CASES/report_salem.ini --lang en --dir $CASES/report_days.csv
