#include "flow/authorize.h"
#include "http/handlers.h"
#include "http/http.h"

#define HTTP_MAY(verb) (HTTP_VERB + (int)FLOW_##verb)

const struct http_route HTTP_ROUTES[] = {
#define ROUTE(method_, path_, path_en_, permission_, body_, handler_, finish_, sink_)              \
    {.method = (method_),                                                                          \
     .path = STR_INIT(path_),                                                                      \
     .path_en = STR_INIT(path_en_),                                                                \
     .permission = (permission_),                                                                  \
     .body = (body_),                                                                              \
     .handler = (handler_),                                                                        \
     .finish = (finish_),                                                                          \
     .sink = (sink_)},
#include "http/routes.def"
#undef ROUTE
};
const size_t HTTP_ROUTE_COUNT = COUNT_OF(HTTP_ROUTES);
