#include "dmp/install/snippet.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "dmp/net/tls_probe.hpp"

namespace dmp::install {
namespace {

struct Word {
  Snippet software;
  std::string_view word;
};
constexpr std::array kWords = {Word{Snippet::nginx, "nginx"}, Word{Snippet::apache, "apache"},
                               Word{Snippet::haproxy, "haproxy"},
                               Word{Snippet::stunnel, "stunnel"}};

std::string suites() {
  std::string list;
  for (const auto& suite : net::dmp_suites()) {
    list += (list.empty() ? "" : ":") + suite;
  }
  return list;
}

/// A path with anything unusual in it, between quotes.
std::string quoted(const std::filesystem::path& path, char quote) {
  constexpr std::string_view kUsual =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._+-";
  const auto text = path.string();
  if (text.find_first_not_of(kUsual) == std::string::npos) {
    return text;
  }
  std::string result(1, quote);
  for (const char c : text) {
    if (quote == '\'') {
      result += c == quote ? "'\\''" : std::string(1, c);
    } else {
      result += (c == quote || c == '\\' ? "\\" : "") + std::string(1, c);
    }
  }
  return result + quote;
}

/// Why the software cannot have a path in its configuration, as the id of a text; empty: it can.
/// nginx takes variables in the paths of certificates, and has no way to write a $ that is none;
/// Apache replaces ${NAME} wherever it stands. None reads a path that has an end of a line in it.
std::string_view unfit(Snippet software, std::string_view path) {
  const bool has_control =
      std::ranges::any_of(path, [](unsigned char c) { return c < ' ' || c == 0x7f; });
  if (has_control) {
    return "snippet.control";
  }
  if ((software == Snippet::nginx && path.find('$') != std::string_view::npos) ||
      (software == Snippet::apache && path.find("${") != std::string_view::npos)) {
    return "snippet.variable";
  }
  return software == Snippet::stunnel && path.ends_with(' ') ? "snippet.space" : "";
}

/// Where Debian has all the authorities that the system trusts.
std::filesystem::path authorities(const SnippetPlaces& places) {
  return places.authorities.empty() ? "/etc/ssl/certs/ca-certificates.crt" : places.authorities;
}

std::string address(const SnippetPlaces& places) {
  const bool is_v6 = places.host.find(':') != std::string::npos;
  return (is_v6 ? "[" + places.host + "]" : places.host) + ":" + places.port;
}

std::string nginx(const SnippetPlaces& places) {
  return "location / {\n    proxy_pass https://" + address(places) +
         ";\n    proxy_ssl_certificate " + quoted(places.folder / "fullchain.pem", '"') +
         ";\n    proxy_ssl_certificate_key " + quoted(places.folder / "key.pem", '"') +
         ";\n    proxy_ssl_protocols TLSv1.2;\n    proxy_ssl_ciphers " + suites() +
         ";\n    proxy_ssl_server_name on;\n    proxy_ssl_verify on;\n    proxy_ssl_verify_depth 3;"
         "\n    proxy_ssl_trusted_certificate " +
         quoted(authorities(places), '"') + ";\n}\n";
}

std::string apache(const SnippetPlaces& places) {
  return "SSLProxyEngine on\nSSLProxyProtocol TLSv1.2\nSSLProxyCipherSuite " + suites() +
         "\nSSLProxyMachineCertificateFile " + quoted(places.one_file, '"') +
         "\nSSLProxyVerify require\nSSLProxyVerifyDepth 3\nSSLProxyCACertificateFile " +
         quoted(authorities(places), '"') + "\nProxyPass / https://" + address(places) + "/\n";
}

std::string haproxy(const SnippetPlaces& places) {
  const auto signers = places.authorities.empty() ? "@system-ca" : quoted(places.authorities, '\'');
  return "backend dmp\n    server dmp " + address(places) + " ssl crt " +
         quoted(places.one_file, '\'') + " force-tlsv12 ciphers " + suites() + " sni str(" +
         places.host + ") verify required ca-file " + signers + "\n";
}

// stunnel takes a value to the end of its line, with all spaces and without quotes.
std::string stunnel(const SnippetPlaces& places) {
  return "[dmp]\nclient = yes\naccept = 127.0.0.1:8443\nconnect = " + address(places) +
         "\ncert = " + (places.folder / "fullchain.pem").string() +
         "\nkey = " + (places.folder / "key.pem").string() +
         "\nsslVersion = TLSv1.2\nciphers = " + suites() + "\nsni = " + places.host +
         "\nverifyChain = yes\ncheckHost = " + places.host +
         "\nCAfile = " + authorities(places).string() + "\n";
}

}  // namespace

std::optional<Snippet> parse_snippet(std::string_view word) {
  const auto found = std::ranges::find(kWords, word, &Word::word);
  return found == kWords.end() ? std::nullopt : std::optional(found->software);
}

Status check_snippet_path(Snippet software, const std::filesystem::path& path) {
  const auto reason = unfit(software, path.native());
  if (reason.empty()) {
    return {};
  }
  const auto word = std::ranges::find(kWords, software, &Word::software)->word;
  return fail(ErrorKind::usage, "SNIPPET-PATH",
              {arg("path", path.string()), arg("software", word), arg_text("reason", reason)});
}

Result<std::string> make_snippet(Snippet software, const SnippetPlaces& places) {
  const bool needs_one = software == Snippet::apache || software == Snippet::haproxy;
  if (needs_one ? places.one_file.empty() : places.folder.empty()) {
    return std::string();
  }
  for (const auto* path : {&places.folder, &places.one_file, &places.authorities}) {
    if (auto fits = check_snippet_path(software, *path); !fits) {
      return fail(std::move(fits.error()));
    }
  }
  switch (software) {
    case Snippet::nginx:
      return nginx(places);
    case Snippet::apache:
      return apache(places);
    case Snippet::haproxy:
      return haproxy(places);
    case Snippet::stunnel:
      return stunnel(places);
  }
  return std::string();
}

}  // namespace dmp::install
