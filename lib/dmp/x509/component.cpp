#include "dmp/x509/component.hpp"

#include <openssl/crypto.h>
#ifdef DMP_KEYS_FROM_GNUTLS
#include <gmp.h>
#include <gnutls/gnutls.h>
#endif

namespace dmp::x509 {

std::vector<Component> components() {
  return {
#ifdef DMP_KEYS_FROM_GNUTLS
      {"gmp", gmp_version},
      {"gnutls", gnutls_check_version(nullptr)},
#endif
      {"openssl", OpenSSL_version(OPENSSL_VERSION_STRING)}};
}

std::string rsa_generator() {
#ifdef DMP_KEYS_FROM_GNUTLS
  return "gnutls";
#else
  return "openssl";
#endif
}

}  // namespace dmp::x509
