leda dmaic a.ini --check --format json
