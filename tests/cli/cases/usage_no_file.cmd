leda chart
