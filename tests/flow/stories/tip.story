# A tip without a name is traced and becomes a finding; another one is stopped.
now 2024-10-14T09:00:00+07:00
report t1 channel=tip drop=reporter
report t2 channel=tip drop=reporter
expect t1 state=tip_received open=
act petugas.bawaslu-16.06 t1 trace_tip outcome=confirmed traced_on=2024-10-14
clock t1 P02.finding start=2024-10-14 due=2024-10-21
refuse 403 not-allowed act petugas.bawaslu-16.06 t1 declare_finding outcome=finding decided_on=2024-10-14 reasons=x
act pimpinan.bawaslu-16.06 t1 declare_finding outcome=finding
expect t1 state=registered registration=001/Reg/LP/Kab/16.06/X/2024 open=P09.handle
act petugas.bawaslu-16.06 t2 trace_tip outcome=stopped
expect t2 state=tip_closed terminal=yes
refuse 404 not-found identity kustodian.bawaslu-16.06 t1
