#include "dmp/install/snippet.hpp"

#include <algorithm>
#include <array>

#include "dmp/x509/tls_probe.hpp"

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
  for (const auto& suite : x509::dmp_suites()) {
    list += (list.empty() ? "" : ":") + suite;
  }
  return list;
}

std::string nginx(const SnippetPlaces& places) {
  return "location / {\n    proxy_pass https://" + places.host + ":" + places.port +
         ";\n    proxy_ssl_certificate " + (places.folder / "fullchain.pem").string() +
         ";\n    proxy_ssl_certificate_key " + (places.folder / "key.pem").string() +
         ";\n    proxy_ssl_protocols TLSv1.2;\n    proxy_ssl_ciphers " + suites() +
         ";\n    proxy_ssl_server_name on;\n}\n";
}

std::string apache(const SnippetPlaces& places) {
  return "SSLProxyEngine on\nSSLProxyProtocol TLSv1.2\nSSLProxyCipherSuite " + suites() +
         "\nSSLProxyMachineCertificateFile " + places.one_file.string() + "\nProxyPass / https://" +
         places.host + ":" + places.port + "/\n";
}

std::string haproxy(const SnippetPlaces& places) {
  return "backend dmp\n    server dmp " + places.host + ":" + places.port + " ssl crt " +
         places.one_file.string() + " force-tlsv12 ciphers " + suites() + " sni str(" +
         places.host + ") verify required ca-file @system-ca\n";
}

std::string stunnel(const SnippetPlaces& places) {
  return "[dmp]\nclient = yes\naccept = 127.0.0.1:8443\nconnect = " + places.host + ":" +
         places.port + "\ncert = " + (places.folder / "fullchain.pem").string() +
         "\nkey = " + (places.folder / "key.pem").string() +
         "\nsslVersion = TLSv1.2\nciphers = " + suites() + "\nsni = " + places.host + "\n";
}

}  // namespace

std::optional<Snippet> parse_snippet(std::string_view word) {
  const auto found = std::ranges::find(kWords, word, &Word::word);
  return found == kWords.end() ? std::nullopt : std::optional(found->software);
}

std::string make_snippet(Snippet software, const SnippetPlaces& places) {
  const bool needs_one = software == Snippet::apache || software == Snippet::haproxy;
  if (needs_one ? places.one_file.empty() : places.folder.empty()) {
    return {};
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
  return {};
}

}  // namespace dmp::install
