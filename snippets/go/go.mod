module portal

go 1.19
