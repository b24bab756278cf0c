leda simulate survey --published answers.csv
