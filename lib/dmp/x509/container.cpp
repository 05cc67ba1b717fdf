#include "dmp/x509/container.hpp"

#include <algorithm>

#include "dmp/base/utf8.hpp"
#include "dmp/x509/detail/der.hpp"
#include "dmp/x509/detail/impl.hpp"
#include "dmp/x509/detail/jks.hpp"
#include "dmp/x509/detail/opened.hpp"
#include "dmp/x509/detail/pem.hpp"
#include "dmp/x509/detail/pkcs12.hpp"

namespace dmp::x509 {
namespace {

using detail::DerShape;
using detail::PemBlock;

tl::unexpected<Error> refused(std::string_view id, std::string_view file) {
  return fail(ErrorKind::input, id, {arg("file", file)}, detail::drain_errors());
}

/// What is sound, and no certificate.
tl::unexpected<Error> another(std::string_view id, std::string_view file) {
  return fail(ErrorKind::input, Reason::another_thing, id, {arg("file", file)},
              detail::drain_errors());
}

tl::unexpected<Error> unknown(std::string_view file, std::string_view looks_like) {
  return fail(ErrorKind::input, "CONTAINER-UNKNOWN",
              {arg("file", file), arg_text("looks", looks_like)});
}

/// Names what people hand over by mistake, from its first bytes.
std::string_view looks_like(ByteView content) {
  struct Magic {
    std::string_view start;
    std::string_view id;
  };
  using namespace std::string_view_literals;
  static constexpr Magic kMagics[] = {
      {"%PDF-"sv, "container.looks.pdf"},
      {"PK\x03\x04"sv, "container.looks.zip"},
      {"\x1F\x8B"sv, "container.looks.compressed"},
      {"ssh-"sv, "container.looks.ssh"},
  };
  const PlainText plain(content);
  const auto text = plain.view();
  for (const auto& magic : kMagics) {
    if (text.starts_with(magic.start)) {
      return magic.id;
    }
  }
  const auto first = text.find_first_not_of(" \t\r\n");
  const char head = first == std::string_view::npos ? '\0' : text[first];
  const auto sample = text.substr(0, 4096);
  if (std::ranges::any_of(sample, [](char c) { return c >= 0 && c < 9; })) {
    return "container.looks.binary";
  }
  if (head == '{' || head == '[') {
    return "container.looks.json";
  }
  if (head == '<') {
    return "container.looks.markup";
  }
  const auto broken = find_invalid_utf8(sample);
  return broken && *broken + 4 < sample.size() ? "container.looks.binary" : "container.looks.text";
}

Result<std::vector<Certificate>> read_pkcs7(ByteView der, std::string_view file) {
  const auto pkcs7 = detail::decode<detail::UniquePkcs7, d2i_PKCS7>(der);
  const STACK_OF(X509)* list = nullptr;
  if (pkcs7 && PKCS7_type_is_signed(pkcs7.get()) && pkcs7->d.sign != nullptr) {
    list = pkcs7->d.sign->cert;
  }
  std::vector<Certificate> out;
  for (int i = 0; list != nullptr && i < sk_X509_num(list); ++i) {
    auto certificate = detail::make_certificate(sk_X509_value(list, i), file);
    if (!certificate) {
      return fail(certificate.error());
    }
    out.push_back(std::move(*certificate));
  }
  if (out.empty()) {
    return refused("PKCS7-UNREADABLE", file);
  }
  return out;
}

/// A certificate, or what else has the same outer form.
Result<Contents> read_signed_object(ByteView der, std::string_view file) {
  auto certificate = Certificate::from_der(der, file);
  if (certificate) {
    Contents contents;
    contents.kind = ContainerKind::der;
    contents.certificates.push_back(std::move(*certificate));
    return contents;
  }
  const detail::CleanQueue clean;
  if (detail::decode<detail::UniqueRequest, d2i_X509_REQ>(der)) {
    return another("CONTAINER-IS-REQUEST", file);
  }
  if (detail::decode<detail::UniqueCrl, d2i_X509_CRL>(der)) {
    return unknown(file, "container.looks.crl");
  }
  return fail(certificate.error());
}

Result<Contents> read_der(ByteView content, std::string_view file, const Secret* passphrase) {
  const auto excess = detail::excess_of(content);
  if (!excess) {
    return refused("CONTAINER-TRUNCATED", file);
  }
  if (*excess != 0) {
    return fail(ErrorKind::input, "CONTAINER-TRAILING", {arg("file", file), arg("bytes", *excess)});
  }
  const auto head = read_head(content);
  const auto der = head && head->length ? content.first(head->header + *head->length) : content;
  switch (detail::shape_of(der)) {
    case DerShape::pkcs12:
      return detail::read_pkcs12(der, file, passphrase);
    case DerShape::pkcs7:
      return read_pkcs7(der, file).map([](std::vector<Certificate> certificates) {
        Contents contents;
        contents.kind = ContainerKind::pkcs7;
        contents.certificates = std::move(certificates);
        return contents;
      });
    case DerShape::private_key:
    case DerShape::encrypted_key:
      return another("CONTAINER-IS-KEY", file);
    case DerShape::signed_object:
      return read_signed_object(der, file);
    case DerShape::public_key:
      return unknown(file, "container.looks.public-key");
    case DerShape::other:
      break;
  }
  return unknown(file, looks_like(content));
}

/// An OpenSSL "TRUSTED CERTIFICATE" has its own data behind the certificate.
ByteView certificate_part(const PemBlock& block, const Bytes& der) {
  const auto head = read_head(der);
  if (block.label != "TRUSTED CERTIFICATE" || !head || !head->length) {
    return der;
  }
  return ByteView(der).first(std::min(der.size(), head->header + *head->length));
}

Status read_block(const PemBlock& block, std::string_view file, Contents& contents) {
  if (!block.complete) {
    return refused("CONTAINER-TRUNCATED", file);
  }
  const auto der = detail::decode_base64(block.body);
  if (!der) {
    return fail(ErrorKind::input, "CERTIFICATE-UNREADABLE",
                {arg("file", file), arg_text("reason", "certificate.reason.base64")});
  }
  if (block.is_pkcs7()) {
    auto list = read_pkcs7(*der, file);
    if (!list) {
      return fail(list.error());
    }
    contents.certificates.insert(contents.certificates.end(), list->begin(), list->end());
    return {};
  }
  auto certificate = Certificate::from_der(certificate_part(block, *der), file);
  if (!certificate) {
    return fail(certificate.error());
  }
  contents.certificates.push_back(std::move(*certificate));
  return {};
}

/// What the blocks of a PEM file are, whether they can be read or not.
struct Met {
  bool certificate = false;
  bool key = false;
  bool request = false;
  bool crl = false;
  bool public_key = false;
  bool cut_off = false;
};

void note(const PemBlock& block, Met& met) {
  met.certificate |= block.is_certificate();
  met.key |= block.is_private_key();
  met.request |= block.is_request();
  met.crl |= block.label == "X509 CRL";
  met.public_key |= block.label.ends_with("PUBLIC KEY");
  met.cut_off |= !block.complete;
}

/// What a PEM file without certificates is.
tl::unexpected<Error> nothing_in(const Met& met, std::string_view file) {
  if (met.cut_off) {
    return refused("CONTAINER-TRUNCATED", file);
  }
  if (met.key) {
    return another("CONTAINER-IS-KEY", file);
  }
  if (met.request) {
    return another("CONTAINER-IS-REQUEST", file);
  }
  return unknown(file, met.crl          ? "container.looks.crl"
                       : met.public_key ? "container.looks.public-key"
                                        : "container.looks.other-pem");
}

/// Broken blocks of one file that are told one by one; the rest are counted, since a hostile file
/// has millions.
constexpr std::size_t kMostBroken = 20;

Result<Contents> read_pem(std::string_view text, std::string_view file) {
  Contents contents;
  Met met;
  std::size_t more = 0;
  detail::PemScanner scanner(text);
  while (const auto block = scanner.next()) {
    note(*block, met);
    // A block that is cut off in its first line could have been anything.
    const bool wanted = block->is_certificate() || block->is_pkcs7() || block->label.empty();
    auto fine = wanted ? read_block(*block, file, contents) : Status();
    if (!fine && contents.broken.size() < kMostBroken) {
      contents.broken.push_back(std::move(fine.error()));
    } else if (!fine) {
      ++more;
    }
  }
  contents.has_private_key = met.key;
  if (contents.certificates.empty()) {
    return contents.broken.empty() ? nothing_in(met, file) : fail(contents.broken.front());
  }
  if (more > 0) {
    contents.broken.push_back(
        {ErrorKind::input, "PEM-MORE-BROKEN", {arg("file", file), arg("count", more)}, {}});
  }
  contents.kind = met.certificate ? ContainerKind::pem : ContainerKind::pkcs7;
  return contents;
}

}  // namespace

Result<Contents> read_contents(ByteView content, std::string_view file, const Secret* passphrase) {
  const detail::CleanQueue clean;
  constexpr std::uint8_t kSequence = 0x30;
  const detail::PemText text(content);
  if (text.is_blank()) {
    return refused("CONTAINER-EMPTY", file);
  }
  if (detail::is_jks(content)) {
    return detail::opened_with_or_empty(
        passphrase, [&](const Secret* secret) { return detail::read_jks(content, file, secret); });
  }
  const auto opened = [&](ByteView der) {
    return detail::opened_with_or_empty(
        passphrase, [&](const Secret* secret) { return read_der(der, file, secret); });
  };
  if (detail::looks_like_der(content)) {
    return opened(content);
  }
  if (text.has_armour()) {
    return read_pem(text.view(), file);
  }
  // Base64 that lost its armour on the way through a mail or a form.
  const auto naked = detail::decode_base64(text.view());
  if (naked && naked->size() > 2 && naked->front() == kSequence && (*naked)[1] >= 0x80) {
    return opened(*naked);
  }
  return unknown(file, looks_like(content));
}

}  // namespace dmp::x509
