# Touching a file draws nothing; changing it draws its figures alone.
cp -R $DATASETS/lfr $DATASETS/seatbelts .
leda report lfr/project.ini --dir out --quiet --lang en | tail -n 1
touch seatbelts/drivers_by_year.csv
leda report lfr/project.ini --dir out --quiet --lang en | tail -n 1
sed 's/^1984,16421/1984,19421/' seatbelts/drivers_by_year.csv >new.csv && mv new.csv seatbelts/drivers_by_year.csv
leda report lfr/project.ini --dir out --quiet --lang en --verify
leda report lfr/project.ini --dir out --quiet --lang en | tail -n 1
rm -r lfr seatbelts out
