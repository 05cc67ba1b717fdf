#include "dmp/x509/tls_probe.hpp"

#include <sys/socket.h>
#include <sys/time.h>

#include <algorithm>
#include <array>

#include "dmp/x509/detail/impl.hpp"

namespace dmp::x509 {
namespace {

tl::unexpected<Error> failed(ErrorKind kind, std::string_view id, const Probe& probe) {
  return fail(kind, id, {arg("host", probe.host + ":" + probe.port)}, detail::drain_errors());
}

/// Called when the server asks for a certificate.
int remember_question(SSL* tls, void* answer) noexcept {
  auto* found = static_cast<ProbeAnswer*>(answer);
  found->asked = true;
  const auto* names = SSL_get0_peer_CA_list(tls);
  try {
    if (found->authorities.empty()) {
      for (int i = 0; names != nullptr && i < sk_X509_NAME_num(names); ++i) {
        const detail::UniqueText text(X509_NAME_oneline(sk_X509_NAME_value(names, i), nullptr, 0));
        found->authorities.emplace_back(text ? text.get() : "?");
      }
    }
  } catch (...) {
    return 0;
  }
  return 1;
}

Result<detail::UniqueTlsContext> make_context(const Probe& probe, ProbeAnswer& answer) {
  detail::UniqueTlsContext context(SSL_CTX_new(TLS_client_method()));
  const detail::UniqueList chain(sk_X509_new_null());
  bool ready = context && chain;
  for (const auto& each : probe.chain) {
    ready = ready && sk_X509_push(chain.get(), each.impl().x509.get()) > 0;
  }
  ready = ready && SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION) == 1 &&
          SSL_CTX_set_max_proto_version(context.get(), TLS1_2_VERSION) == 1 &&
          SSL_CTX_use_cert_and_key(context.get(), probe.leaf.impl().x509.get(),
                                   probe.key.impl().key.get(), chain.get(), 1) == 1;
  if (!ready) {
    return failed(ErrorKind::internal, "PROBE-KEY", probe);
  }
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr);
  SSL_CTX_set_cert_cb(context.get(), remember_question, &answer);
  return context;
}

Result<detail::UniqueBio> connect(const Probe& probe) {
  const auto name = probe.host.find(':') == std::string::npos ? probe.host : "[" + probe.host + "]";
  detail::UniqueBio bio(BIO_new_connect((name + ":" + probe.port).c_str()));
  const int seconds = static_cast<int>(probe.timeout.count());
  constexpr int kNap = 50;
  if (!bio) {
    return failed(ErrorKind::environment, "PROBE-UNREACHABLE", probe);
  }
  BIO_set_nbio(bio.get(), 1);
  int descriptor = -1;
  if (BIO_do_connect_retry(bio.get(), seconds, kNap) != 1 ||
      BIO_get_fd(bio.get(), &descriptor) < 0) {
    return failed(ErrorKind::environment, "PROBE-UNREACHABLE", probe);
  }
  BIO_socket_nbio(descriptor, 0);
  const timeval wait{seconds, 0};
  ::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
  ::setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
  return bio;
}

void remember_chain(SSL* tls, ProbeAnswer& answer) {
  const auto* sent = SSL_get_peer_cert_chain(tls);
  for (int i = 0; answer.server_chain.empty() && sent != nullptr && i < sk_X509_num(sent); ++i) {
    if (auto made = detail::make_certificate(sk_X509_value(sent, i), "TLS")) {
      answer.server_chain.push_back(std::move(*made));
    } else {
      return;
    }
  }
}

std::string ask(SSL* tls, const std::string& host) {
  const auto question = "GET / HTTP/1.0\r\nHost: " + host + "\r\n\r\n";
  if (SSL_write(tls, question.data(), static_cast<int>(question.size())) <= 0) {
    return {};
  }
  std::array<char, 512> part{};
  const int got = SSL_read(tls, part.data(), static_cast<int>(part.size()));
  const std::string text(part.data(), static_cast<std::size_t>(std::max(got, 0)));
  return text.substr(0, text.find_first_of("\r\n"));
}

Status try_suite(const Probe& probe, SSL_CTX* context, ProbeAnswer& answer) {
  auto& tried = answer.suites.back();
  auto bio = connect(probe);
  if (!bio) {
    return fail(std::move(bio.error()));
  }
  const detail::UniqueTls tls(SSL_new(context));
  if (!tls || SSL_set_cipher_list(tls.get(), tried.suite.c_str()) != 1) {
    return failed(ErrorKind::internal, "PROBE-KEY", probe);
  }
  // A name, not an address (RFC 6066, 3).
  if (probe.host.find_first_not_of("0123456789.:abcdefABCDEF") != std::string::npos) {
    auto name = probe.host;
    SSL_ctrl(tls.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data());
  }
  auto* wire = bio->release();
  SSL_set_bio(tls.get(), wire, wire);
  tried.agreed = SSL_connect(tls.get()) == 1;
  const auto causes = detail::drain_errors();
  remember_chain(tls.get(), answer);
  if (!tried.agreed) {
    tried.trouble = causes.empty() ? "connection closed" : causes.back();
  } else if (answer.answer.empty()) {
    answer.answer = ask(tls.get(), probe.host);
    SSL_shutdown(tls.get());
  }
  return {};
}

}  // namespace

const std::vector<std::string>& dmp_suites() {
  static const std::vector<std::string> suites = {
      "ECDHE-RSA-CHACHA20-POLY1305", "ECDHE-RSA-AES256-GCM-SHA384", "ECDHE-RSA-AES128-GCM-SHA256",
      "ECDHE-RSA-AES256-SHA384"};
  return suites;
}

bool ProbeAnswer::accepted() const { return std::ranges::any_of(suites, &ProbedSuite::agreed); }

Result<ProbeAnswer> probe(const Probe& probe) {
  const detail::CleanQueue clean;
  ProbeAnswer answer;
  const auto context = make_context(probe, answer);
  if (!context) {
    return fail(context.error());
  }
  for (const auto& suite : dmp_suites()) {
    answer.suites.push_back({suite, false, {}});
    if (auto tried = try_suite(probe, context->get(), answer); !tried) {
      return fail(std::move(tried.error()));
    }
  }
  return answer;
}

}  // namespace dmp::x509
