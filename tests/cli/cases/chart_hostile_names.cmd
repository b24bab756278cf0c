leda chart --figures figures "$CASES/hostile.csv" >/dev/null; ls figures | wc -l; ls pwned 2>/dev/null; rm -r figures
