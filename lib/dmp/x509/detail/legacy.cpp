#include "dmp/x509/detail/legacy.hpp"

#include <openssl/provider.h>

#include "dmp/x509/container.hpp"

namespace dmp::x509::detail {
namespace {

using UniqueContext = Owned<OSSL_LIB_CTX, OSSL_LIB_CTX_free>;
using UniqueProvider = Owned<OSSL_PROVIDER, OSSL_PROVIDER_unload>;

/// Legacy loads both providers into a context, and unloads them before it.
class Legacy {
 public:
  Legacy() : context_(OSSL_LIB_CTX_new()) {
    if (context_) {
      legacy_.reset(OSSL_PROVIDER_load(context_.get(), "legacy"));
      usual_.reset(OSSL_PROVIDER_load(context_.get(), "default"));
    }
    ERR_clear_error();
  }

  [[nodiscard]] OSSL_LIB_CTX* get() const { return legacy_ && usual_ ? context_.get() : nullptr; }

 private:
  UniqueContext context_;
  UniqueProvider legacy_;
  UniqueProvider usual_;
};

}  // namespace

OSSL_LIB_CTX* legacy_context() {
  static const Legacy legacy;
  return legacy.get();
}

OSSL_LIB_CTX* context_for(const X509_ALGOR* algorithm) {
  return is_legacy_pbe(algorithm) ? legacy_context() : nullptr;
}

bool is_out_of_reach(const X509_ALGOR* algorithm) {
  return is_legacy_pbe(algorithm) && legacy_context() == nullptr;
}

}  // namespace dmp::x509::detail

namespace dmp::x509 {

Status check_old_ciphers() {
  return detail::legacy_context() != nullptr ? Status()
                                             : fail(ErrorKind::environment, "OPENSSL-NO-LEGACY");
}

}  // namespace dmp::x509
