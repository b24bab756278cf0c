leda simulate panel -o nowhere/panel.csv
