/* What the signer reads from the server, which somebody may have taken over, and the reverse. What
 * is read writes back the same; nothing beside one history is ever found fit to be signed. */
#include "fuzz.h"
#include "signer/message.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len) {
    const struct str input = {(const char *)data, len};
    struct signer_request request;
    struct signer_reply reply;
    hash_library_init();
    if (signer_request_read(input, &request)) {
        uint8_t packet[SIGNER_REQUEST_MAX];
        must(signer_request_write(&request, packet) == len && !memcmp(packet, data, len));
        const struct signer_newest newest = {5, hash_sha256(STR("a root that nothing leads to"))};
        enum signer_verdict verdict = signer_judge(&newest, &request);
        must(verdict == SIGNER_BEHIND || verdict == SIGNER_FORKED ||
             (verdict == SIGNER_AGAIN && hash_equal(&request.root, &newest.root)) ||
             (verdict == SIGNER_OLDER && request.size == 0));
    }
    if (signer_reply_read(input, &reply)) {
        uint8_t packet[SIGNER_REPLY_LEN];
        signer_reply_write(&reply, packet);
        must(len == sizeof packet && !memcmp(packet, data, len));
    }
    return 0;
}
