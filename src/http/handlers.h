#ifndef HTTP_HANDLERS_H
#define HTTP_HANDLERS_H
/* The functions that rows of http/routes.def name. Each replies or fails as http/reply.h says; what
 * an endpoint takes and gives stands in docs/openapi.yaml. */
#include "http/http.h"

struct err api_health(struct http_call *call); /* this process answers */
#endif
