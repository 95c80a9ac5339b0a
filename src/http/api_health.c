#include "http/handlers.h"
#include "http/reply.h"

struct err api_health(struct http_call *call) {
    return http_reply_bytes(call, 200, HTTP_TYPE_JSON, STR("{\"status\":\"ok\"}"));
}
