# Gaps are notified. One report is completed in time; the other is not registered once the days have passed.
now 2024-10-14T09:00:00+07:00
report r1 drop=place
report r2 drop=subjects
report r3 drop=subjects
expect r1 missing=event_place,evidence
act petugas.bawaslu-16.06 r1 initial_review outcome=needs_completion
# The two days of the initial review run until the reporter has been told.
expect r1 state=needs_completion open=P04.initial_review,P09.statute
act petugas.bawaslu-16.06 r1 notify_gap notified_on=2024-10-14
expect r1 state=awaiting_completion open=P06.completion,P09.statute
clock r1 P06.completion due=2024-10-16 due_early=2024-10-15
act petugas.bawaslu-16.06 r2 initial_review outcome=needs_completion
act petugas.bawaslu-16.06 r2 notify_gap notified_on=2024-10-14
act petugas.bawaslu-16.06 r3 initial_review outcome=needs_completion
act petugas.bawaslu-16.06 r3 notify_gap notified_on=2024-10-14
offers petugas.bawaslu-16.06 r2 complete,close_incomplete*
page petugas.bawaslu-16.06 case:r2 has="Bila lewat" has="Laporan dapat dinyatakan tidak dilengkapi"
page petugas.bawaslu-16.06 en:r2 has="The report can be declared incomplete"
refuse 409 step-blocked act petugas.bawaslu-16.06 r2 close_incomplete
act petugas.bawaslu-16.06 r1 complete
expect r1 state=complete open=P07.register,P09.statute
now 2024-10-16T09:00:00+07:00
# a person's right ends after the late reading, not on its day
refuse 409 step-blocked act petugas.bawaslu-16.06 r2 close_incomplete
now 2024-10-17T09:00:00+07:00
act petugas.bawaslu-16.06 r2 close_incomplete
act petugas.bawaslu-16.06 r2 announce_not_registered
expect r2 state=closed_not_registered terminal=yes
# What has run out ends nothing by itself: five months later, after each night's count, it still waits for somebody.
recount 0 at=2025-03-17T00:10:00+07:00
now 2025-03-17T09:00:00+07:00
expect r3 state=awaiting_completion terminal=no open=P06.completion,P09.statute
offers petugas.bawaslu-16.06 r3 complete,close_incomplete
page petugas.bawaslu-16.06 case:r3 has="Lewat" has="Laporan dapat dinyatakan tidak dilengkapi"
