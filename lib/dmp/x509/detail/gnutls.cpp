// The only door to GnuTLS, and only in builds with its generator.
#ifdef DMP_KEYS_FROM_GNUTLS

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include <type_traits>

#include "dmp/x509/detail/generation.hpp"

namespace dmp::x509::detail {
namespace {

using UniqueMade = Owned<std::remove_pointer_t<gnutls_x509_privkey_t>, gnutls_x509_privkey_deinit>;

/// Exported is a key in clear that GnuTLS allocated.
struct Exported {
  gnutls_datum_t data{nullptr, 0};

  Exported() = default;
  Exported(const Exported&) = delete;
  Exported& operator=(const Exported&) = delete;
  ~Exported() {
    wipe({data.data, data.size});
    gnutls_free(data.data);
  }
};

tl::unexpected<Error> refused(const KeySpec& spec, int code) {
  return no_key(spec, {gnutls_strerror(code)});
}

}  // namespace

Result<UniqueKey> make_with_gnutls(const KeySpec& spec) {
  gnutls_x509_privkey_t raw = nullptr;
  if (const int code = gnutls_x509_privkey_init(&raw); code != GNUTLS_E_SUCCESS) {
    return refused(spec, code);
  }
  const UniqueMade made(raw);
  // Without flags: the generator of Nettle. The one with a proof of primality (flag PROVABLE, FIPS
  // 186-4 B.3.2) is slower than OpenSSL's.
  if (const int code = gnutls_x509_privkey_generate2(
          raw, GNUTLS_PK_RSA, static_cast<unsigned>(spec.bits), 0, nullptr, 0);
      code != GNUTLS_E_SUCCESS) {
    return refused(spec, code);
  }
  Exported exported;
  if (const int code = gnutls_x509_privkey_export2(raw, GNUTLS_X509_FMT_DER, &exported.data);
      code != GNUTLS_E_SUCCESS) {
    return refused(spec, code);
  }
  const auto* at = exported.data.data;
  UniqueKey key(d2i_PrivateKey(EVP_PKEY_RSA, nullptr, &at, static_cast<long>(exported.data.size)));
  if (!key) {
    return no_key(spec, drain_errors());
  }
  return key;
}

}  // namespace dmp::x509::detail

#endif
