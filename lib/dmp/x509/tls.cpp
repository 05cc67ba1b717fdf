#include "dmp/x509/tls.hpp"

#include <array>

#include "dmp/x509/detail/impl.hpp"
#include "dmp/x509/detail/starttls.hpp"

namespace dmp::x509 {
namespace {

using detail::UniqueTls;
using detail::UniqueTlsContext;

tl::unexpected<Error> failed(std::string_view name) {
  return fail(ErrorKind::environment, "TLS-HANDSHAKE", {arg("file", name)}, detail::drain_errors());
}

/// Takes every chain: the certificates are what was asked for. They are kept in the order in which
/// the server showed them.
int keep_all(X509_STORE_CTX* context, void* place) noexcept {
  auto* shown = static_cast<std::vector<Bytes>*>(place);
  try {
    const auto* list = X509_STORE_CTX_get0_untrusted(context);
    for (int i = 0; i < sk_X509_num(list); ++i) {
      shown->push_back(detail::encode<i2d_X509>(sk_X509_value(list, i)));
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

/// Sends what TLS has to say.
Status flush(BIO* from, const Wire& wire) {
  std::array<std::uint8_t, 4096> part{};
  for (int size = BIO_read(from, part.data(), static_cast<int>(part.size())); size > 0;
       size = BIO_read(from, part.data(), static_cast<int>(part.size()))) {
    if (auto sent = wire.send(ByteView(part).first(static_cast<std::size_t>(size))); !sent) {
      return sent;
    }
  }
  return {};
}

/// Goes on with the handshake until it is done, fails, or the certificates have come.
Status shake_hands(SSL* tls, const Wire& wire, const std::vector<Bytes>& shown,
                   std::string_view name) {
  // More than any handshake: one that never ends is none.
  constexpr std::size_t kLongest = std::size_t{1024} * 1024;
  std::size_t taken = 0;
  while (true) {
    const int result = SSL_connect(tls);
    const int reason = SSL_get_error(tls, result);
    if (result == 1 || !shown.empty()) {
      (void)flush(SSL_get_wbio(tls), wire);
      return {};
    }
    if (reason != SSL_ERROR_WANT_READ) {
      auto failure = failed(name);
      (void)flush(SSL_get_wbio(tls), wire);  // an alert, for politeness
      return failure;
    }
    if (auto sent = flush(SSL_get_wbio(tls), wire); !sent) {
      return sent;
    }
    const auto part = wire.receive();
    if (!part) {
      return fail(part.error());
    }
    taken += part->size();
    if (part->empty() || taken > kLongest) {
      return failed(name);
    }
    BIO_write(SSL_get_rbio(tls), part->data(), static_cast<int>(part->size()));
  }
}

}  // namespace

Result<std::vector<Certificate>> show_certificates(const Wire& wire, const TlsRequest& request,
                                                   std::string_view name) {
  const detail::CleanQueue clean;
  if (auto begun = detail::start_tls(wire, request.start, name); !begun) {
    return fail(std::move(begun.error()));
  }
  std::vector<Bytes> shown;
  const auto context = make_context(request, shown);
  const UniqueTls tls(context ? SSL_new(context.get()) : nullptr);
  auto* in = BIO_new(BIO_s_mem());
  auto* out = BIO_new(BIO_s_mem());
  if (!tls || in == nullptr || out == nullptr) {
    BIO_free(in);
    BIO_free(out);
    return failed(name);
  }
  SSL_set_bio(tls.get(), in, out);  // which owns them from now on
  if (auto host = request.server_name; !host.empty()) {
    // What SSL_set_tlsext_host_name stands for.
    SSL_ctrl(tls.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, host.data());
  }
  if (auto done = shake_hands(tls.get(), wire, shown, name); !done) {
    return fail(std::move(done.error()));
  }
  std::vector<Certificate> certificates;
  for (const auto& der : shown) {
    auto certificate = Certificate::from_der(der, name);
    if (!certificate) {
      return fail(std::move(certificate.error()));
    }
    certificates.push_back(std::move(*certificate));
  }
  return certificates.empty() ? Result<std::vector<Certificate>>(failed(name)) : certificates;
}

}  // namespace dmp::x509
