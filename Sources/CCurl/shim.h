/* libcurl as Swift sees it. Variadic functions cannot be called from Swift: each use has a typed shim here. */
#ifndef FEDCTL_CCURL_SHIM_H
#define FEDCTL_CCURL_SHIM_H

#include <curl/curl.h>

#endif
