leda report $CASES/report_answers_errors.ini --dir out
