# The count of a part that runs several scripts: "begin SCRIPT" comes before each one's lines, its last is
# "passed=N failed=N". A script that gave no count is a failure.
function close_one() { if (began && !counted) { f++; print "not ok - " began " gave no count" } }
/^begin / { close_one(); began = $2; counted = 0; next }
/^passed=[0-9]+ failed=[0-9]+/ { split($0, n, /[= ]/); p += n[2]; f += n[4]; counted = 1; next }
{ print; fflush() }
END { close_one(); print "passed=" p + 0 " failed=" f + 0; exit f > 0 }
