leda --version; leda chart --version
