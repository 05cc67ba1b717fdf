#include "dmp/net/tls.hpp"

#include "dmp/net/detail/starttls.hpp"
#include "dmp/net/detail/tls_wire.hpp"
#include "dmp/x509/detail/impl.hpp"

namespace dmp::net {
namespace {

using detail::UniqueTlsContext;

tl::unexpected<Error> failed(std::string_view name) {
  return fail(ErrorKind::environment, "TLS-HANDSHAKE", {arg("file", name)},
              x509::detail::drain_errors());
}

/// Takes every chain: the certificates are what was asked for. They are kept in the order in which
/// the server showed them.
int keep_all(X509_STORE_CTX* context, void* place) noexcept {
  auto* shown = static_cast<std::vector<Bytes>*>(place);
  try {
    const auto* list = X509_STORE_CTX_get0_untrusted(context);
    for (int i = 0; i < sk_X509_num(list); ++i) {
      shown->push_back(x509::detail::encode<i2d_X509>(sk_X509_value(list, i)));
    }
  } catch (...) {
    return 0;
  }
  return 1;
}

UniqueTlsContext make_context(const TlsRequest& request, std::vector<Bytes>& shown) {
  UniqueTlsContext context(SSL_CTX_new(TLS_client_method()));
  if (!context) {
    return context;
  }
  // Old servers have certificates that end, too.
  SSL_CTX_set_security_level(context.get(), 0);
  bool fine = SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION) == 1 &&
              SSL_CTX_set_cipher_list(context.get(), "ALL:@SECLEVEL=0") == 1;
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_cert_verify_callback(context.get(), keep_all, &shown);
  SSL_CTX_set_options(context.get(), SSL_OP_LEGACY_SERVER_CONNECT);
  if (request.key != nullptr && !request.chain.empty()) {
    auto* leaf = request.chain.front().impl().x509.get();
    fine = fine && SSL_CTX_use_certificate(context.get(), leaf) == 1 &&
           SSL_CTX_use_PrivateKey(context.get(), request.key->impl().key.get()) == 1;
    for (std::size_t i = 1; i < request.chain.size(); ++i) {
      fine =
          fine && SSL_CTX_add1_chain_cert(context.get(), request.chain[i].impl().x509.get()) == 1;
    }
  }
  return fine ? std::move(context) : UniqueTlsContext();
}

}  // namespace

Result<std::vector<x509::Certificate>> show_certificates(const Wire& wire,
                                                         const TlsRequest& request,
                                                         std::string_view name) {
  const x509::detail::CleanQueue clean;
  if (auto begun = detail::start_tls(wire, request.start, name); !begun) {
    return fail(std::move(begun.error()));
  }
  std::vector<Bytes> shown;
  const auto context = make_context(request, shown);
  detail::TlsWire tls(context.get(), wire);
  if (tls.get() == nullptr) {
    return failed(name);
  }
  if (auto host = request.server_name; !host.empty()) {
    // What SSL_set_tlsext_host_name stands for.
    SSL_ctrl(tls.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, host.data());
  }
  const auto done = tls.drive(SSL_connect, [&] { return !shown.empty(); });
  if (!done) {
    return fail(done.error());
  }
  if (!*done) {
    return failed(name);
  }
  std::vector<x509::Certificate> certificates;
  for (const auto& der : shown) {
    auto certificate = x509::Certificate::from_der(der, name);
    if (!certificate) {
      return fail(std::move(certificate.error()));
    }
    certificates.push_back(std::move(*certificate));
  }
  return certificates.empty() ? Result<std::vector<x509::Certificate>>(failed(name)) : certificates;
}

}  // namespace dmp::net
