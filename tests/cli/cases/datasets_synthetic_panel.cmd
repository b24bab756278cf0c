# The kept script writes the bundled panel again, byte for byte.
script=$DATASETS/sodertorn/make_panel.awk
awk -v table=on-time -f "$script" | cmp - "$DATASETS/sodertorn/synthetic_on_time.csv" && echo same
awk -v table=waiting -f "$script" | cmp - "$DATASETS/sodertorn/synthetic_waiting_days.csv" && echo same
