#include "dmp/net/tls_probe.hpp"

#include <algorithm>
#include <array>

#include "dmp/net/detail/tls_wire.hpp"
#include "dmp/x509/detail/impl.hpp"

namespace dmp::net {
namespace {

tl::unexpected<Error> failed(ErrorKind kind, std::string_view id, const Probe& probe) {
  return fail(kind, id, {arg("host", probe.host + ":" + probe.port)}, x509::detail::drain_errors());
}

/// Called when the server asks for a certificate.
int remember_question(SSL* tls, void* answer) noexcept {
  auto* found = static_cast<ProbeAnswer*>(answer);
  found->asked = true;
  const auto* names = SSL_get0_peer_CA_list(tls);
  try {
    if (found->authorities.empty()) {
      for (int i = 0; names != nullptr && i < sk_X509_NAME_num(names); ++i) {
        const x509::detail::UniqueText text(
            X509_NAME_oneline(sk_X509_NAME_value(names, i), nullptr, 0));
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
  const x509::detail::UniqueList chain(sk_X509_new_null());
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
  auto* store = SSL_CTX_get_cert_store(context.get());
  for (const auto& authority : probe.authorities) {
    X509_STORE_add_cert(store, authority.impl().x509.get());
  }
  return context;
}

/// Whom the server has to be, and when. The handshake goes on whoever it is.
bool expect_server(SSL* tls, const Probe& probe) {
  auto* wanted = SSL_get0_param(tls);
  X509_VERIFY_PARAM_set_flags(wanted, X509_V_FLAG_PARTIAL_CHAIN);
  X509_VERIFY_PARAM_set_time(wanted, probe.at.time_since_epoch().count());
  if (X509_VERIFY_PARAM_set1_ip_asc(wanted, probe.host.c_str()) == 1) {
    return true;
  }
  // A name, not an address (RFC 6066, 3). What SSL_set_tlsext_host_name stands for.
  auto name = probe.host;
  SSL_ctrl(tls, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data());
  return X509_VERIFY_PARAM_set1_host(wanted, name.c_str(), name.size()) == 1;
}

void judge_server(SSL* tls, const Probe& probe, ProbeAnswer& answer) {
  if (probe.authorities.empty() || answer.server_chain.empty() ||
      answer.standing != ServerStanding::not_verified) {
    return;
  }
  const auto verdict = SSL_get_verify_result(tls);
  switch (verdict) {
    case X509_V_OK:
      answer.standing = ServerStanding::verified;
      return;
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
      answer.standing = ServerStanding::unknown;
      break;
    default:
      answer.standing = ServerStanding::refused;
  }
  answer.standing_trouble = X509_verify_cert_error_string(verdict);
}

void remember_chain(SSL* tls, ProbeAnswer& answer) {
  const auto* sent = SSL_get_peer_cert_chain(tls);
  for (int i = 0; answer.server_chain.empty() && sent != nullptr && i < sk_X509_num(sent); ++i) {
    if (auto made = x509::detail::make_certificate(sk_X509_value(sent, i), "TLS")) {
      answer.server_chain.push_back(std::move(*made));
    } else {
      return;
    }
  }
}

/// The first line of the answer, with what came of it in one part.
std::string ask(detail::TlsWire& tls, const std::string& host) {
  const auto question = "GET / HTTP/1.0\r\nHost: " + host + "\r\n\r\n";
  std::array<char, 512> part{};
  int got = 0;
  const auto written = tls.drive(
      [&](SSL* to) { return SSL_write(to, question.data(), static_cast<int>(question.size())); });
  const auto read = written && *written ? tls.drive([&](SSL* from) {
    return got = SSL_read(from, part.data(), static_cast<int>(part.size()));
  })
                                        : written;
  const auto size = read && *read ? static_cast<std::size_t>(std::max(got, 0)) : 0;
  const std::string text(part.data(), size);
  return text.substr(0, text.find_first_of("\r\n"));
}

Status try_suite(const Probe& probe, SSL_CTX* context, ProbeAnswer& answer) {
  auto& tried = answer.suites.back();
  const auto wire = probe.connect(probe.host, probe.port);
  if (!wire) {
    const auto place = probe.host + ":" + probe.port;
    return fail(exchange_error("PROBE-UNREACHABLE", place, {arg("host", place)}, wire.error()));
  }
  detail::TlsWire tls(context, *wire);
  if (tls.get() == nullptr || SSL_set_cipher_list(tls.get(), tried.suite.c_str()) != 1 ||
      !expect_server(tls.get(), probe)) {
    return failed(ErrorKind::internal, "PROBE-KEY", probe);
  }
  const auto agreed = tls.drive(SSL_connect);
  tried.agreed = agreed && *agreed;
  auto causes = x509::detail::drain_errors();
  remember_chain(tls.get(), answer);
  judge_server(tls.get(), probe, answer);
  if (!tried.agreed) {
    // Of a wire that fails the next suite's connection tells whether its time is over.
    causes = agreed ? causes : agreed.error().causes;
    tried.trouble = causes.empty() ? "connection closed" : causes.back();
  } else if (answer.answer.empty()) {
    answer.answer = ask(tls, probe.host);
    SSL_shutdown(tls.get());
    (void)tls.flush();
  }
  return {};
}

}  // namespace

std::string_view to_string(ServerStanding standing) {
  constexpr std::array<std::string_view, 4> kWords = {"not-verified", "verified", "unknown",
                                                      "refused"};
  return kWords.at(static_cast<std::size_t>(standing));
}

const std::vector<std::string>& dmp_suites() {
  static const std::vector<std::string> suites = {
      "ECDHE-RSA-CHACHA20-POLY1305", "ECDHE-RSA-AES256-GCM-SHA384", "ECDHE-RSA-AES128-GCM-SHA256",
      "ECDHE-RSA-AES256-SHA384"};
  return suites;
}

bool ProbeAnswer::accepted() const { return std::ranges::any_of(suites, &ProbedSuite::agreed); }

Result<ProbeAnswer> probe(const Probe& probe) {
  const x509::detail::CleanQueue clean;
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

}  // namespace dmp::net
