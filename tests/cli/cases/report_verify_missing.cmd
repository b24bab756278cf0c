leda report $CASES/report_salem.ini --dir out --lang en --verify
