#ifndef WEB_PAGES_H
#define WEB_PAGES_H
/* All view structs; the generated web/templates.h has web_render_<page> for each. */
#include "web/pages_act.h"
#include "web/pages_activity.h"
#include "web/pages_advice.h"
#include "web/pages_barometer.h"
#include "web/pages_escrow.h"
#include "web/pages_examples.h"
#include "web/pages_graph.h"
#include "web/pages_keys.h"
#include "web/pages_letter.h"
#include "web/pages_meeting.h"
#include "web/pages_open.h"
#include "web/pages_pledge.h"
#include "web/pages_pledge_print.h"
#include "web/pages_public.h"
#include "web/pages_receipt.h"
#include "web/pages_remind.h"
#include "web/pages_risk.h"
#include "web/pages_round.h"
#include "web/pages_rules.h"
#include "web/pages_staff.h"
#endif
