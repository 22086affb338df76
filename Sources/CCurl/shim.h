/* libcurl as Swift sees it. Variadic functions cannot be called from Swift: each use has a typed shim here. */
#ifndef FEDCTL_CCURL_SHIM_H
#define FEDCTL_CCURL_SHIM_H

/* The type checks of the macros get in the way of functions whose option is a parameter. */
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

/* Sizes are passed as curl_off_t where the option wants that, and as long everywhere else. */
static inline CURLcode fedctl_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode fedctl_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

/* libcurl copies the text (of POSTFIELDS it does not; COPYPOSTFIELDS copies as many bytes as were announced). */
static inline CURLcode fedctl_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode fedctl_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode fedctl_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

/* Both the body and the header lines come through such a callback. */
typedef size_t (*fedctl_curl_data_callback)(char *data, size_t size, size_t count, void *context);

static inline CURLcode fedctl_curl_set_data_callback(
    CURL *handle, CURLoption option, fedctl_curl_data_callback callback) {
    return curl_easy_setopt(handle, option, callback);
}

typedef CURLcode (*fedctl_curl_tls_callback)(CURL *handle, void *tls_context, void *context);

static inline CURLcode fedctl_curl_set_tls_callback(
    CURL *handle, CURLoption option, fedctl_curl_tls_callback callback) {
    return curl_easy_setopt(handle, option, callback);
}

typedef int (*fedctl_curl_debug_callback)(
    CURL *handle, curl_infotype kind, char *data, size_t size, void *context);

static inline CURLcode fedctl_curl_set_debug_callback(
    CURL *handle, CURLoption option, fedctl_curl_debug_callback callback) {
    return curl_easy_setopt(handle, option, callback);
}

static inline CURLcode fedctl_curl_get_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode fedctl_curl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLMcode fedctl_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

/* A union in CURLMsg: the result of a finished transfer. */
static inline CURLcode fedctl_curl_message_result(const CURLMsg *message) {
    return message->data.result;
}

/* A macro with a cast, which Swift does not import. */
static inline CURLcode fedctl_curl_global_init(void) {
    return curl_global_init(CURL_GLOBAL_DEFAULT);
}

#endif
