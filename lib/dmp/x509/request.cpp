#include "dmp/x509/request.hpp"

#include "dmp/x509/detail/impl.hpp"
#include "dmp/x509/detail/names.hpp"
#include "dmp/x509/detail/pem.hpp"
#include "dmp/x509/detail/request_facts.hpp"

namespace dmp::x509 {

std::string Request::pem() const { return detail::encode_pem("CERTIFICATE REQUEST", der); }

Result<Request> make_request(const Subject& subject, const PrivateKey& key) {
  const detail::CleanQueue clean;
  const auto name = detail::make_name(subject);
  if (!name) {
    return fail(name.error());
  }
  auto* pkey = key.impl().key.get();
  const detail::UniqueRequest request(X509_REQ_new());
  if (!request || X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) != 1 ||
      X509_REQ_set_subject_name(request.get(), name->get()) != 1 ||
      X509_REQ_set_pubkey(request.get(), pkey) != 1 ||
      X509_REQ_sign(request.get(), pkey, EVP_sha256()) <= 0) {
    return fail(ErrorKind::internal, "REQUEST-SIGN", {}, detail::drain_errors());
  }
  return detail::describe_request(request.get(), detail::encode<i2d_X509_REQ>(request.get()));
}

}  // namespace dmp::x509
