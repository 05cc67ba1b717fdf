#include "dmp/x509/summary.hpp"

#include <string>
#include <utility>

#include "dmp/x509/container.hpp"
#include "dmp/x509/detail/der.hpp"
#include "dmp/x509/detail/extensions.hpp"
#include "dmp/x509/detail/fields.hpp"
#include "dmp/x509/detail/frame.hpp"
#include "dmp/x509/detail/jks.hpp"
#include "dmp/x509/detail/memo.hpp"
#include "dmp/x509/detail/names.hpp"
#include "dmp/x509/detail/pem.hpp"
#include "dmp/x509/detail/profile.hpp"
#include "dmp/x509/digest.hpp"

namespace dmp::x509 {
namespace {

/// Nothing for a name that X509_NAME refuses.
std::optional<model::DistinguishedName> read_name(ByteView der) {
  if (auto plain = detail::read_plain_name(der)) {
    return plain;
  }
  const detail::CleanQueue clean;
  std::size_t rest = 0;
  const auto name = detail::decode<detail::UniqueName, d2i_X509_NAME>(der, &rest);
  return name && rest == 0 ? std::optional(detail::read_name(name.get())) : std::nullopt;
}

/// The issuer, read once for all that it has issued.
std::optional<model::SharedName> read_issuer(ByteView der) {
  thread_local detail::Memo<model::SharedName> known;
  if (const auto* found = known.find(der)) {
    return *found;
  }
  auto name = read_name(der);
  if (!name) {
    return std::nullopt;
  }
  model::SharedName shared(std::move(*name));
  known.keep(der, shared);
  return shared;
}

/// Nothing for a number that ASN1_INTEGER refuses.
std::optional<std::string> read_serial(const detail::Element& serial) {
  const auto contents = serial.contents;
  const bool is_positive = !contents.empty() && contents[0] != 0 && contents[0] < 0x80;
  const bool has_sign_byte = contents.size() > 1 && contents[0] == 0 && contents[1] >= 0x80;
  if (is_positive || has_sign_byte) {
    return detail::number_of(contents);
  }
  const auto number = detail::decode<detail::UniqueInteger, d2i_ASN1_INTEGER>(serial.whole);
  return number ? std::optional(detail::number_of(number.get())) : std::nullopt;
}

/// Nothing where OpenSSL has to judge, or where it is no certificate.
std::optional<model::CertificateSummary> read_certificate(ByteView der) {
  const auto frame = detail::read_frame(der);
  if (!frame) {
    return std::nullopt;
  }
  auto subject = read_name(frame->subject);
  auto issuer = read_issuer(frame->issuer);
  auto serial = read_serial(frame->serial);
  const auto from = detail::instant_of(frame->not_before);
  const auto to = detail::instant_of(frame->not_after);
  if (!subject || !issuer || !serial || !from || !to) {
    return std::nullopt;
  }
  std::optional summary = model::CertificateSummary{.subject = std::move(*subject),
                                                    .issuer = std::move(*issuer),
                                                    .serial = std::move(*serial),
                                                    .sha256 = fingerprint_of(der),
                                                    .not_before = *from,
                                                    .not_after = *to,
                                                    .key_usage_ends = {},
                                                    .product_category = {},
                                                    .subject_key_id = {},
                                                    .authority_key_id = {}};
  detail::Profile profile;
  if (!detail::read_extensions(frame->extensions, *summary, profile)) {
    return std::nullopt;
  }
  profile.is_ca = summary->is_ca;
  profile.category = summary->product_category;
  profile.has_private_key_period = summary->key_usage_ends.has_value();
  summary->usage = detail::usage_of(profile);
  summary->environment = detail::environment_of(*summary);
  return summary;
}

/// Nothing where anything is unusual: read_contents has to say.
std::optional<Summaries> read_plain(ByteView content) {
  Summaries found;
  const auto add = [&found](ByteView der) {
    auto summary = summarise(der);
    if (summary) {
      found.certificates.push_back(std::move(*summary));
    }
    return summary.has_value();
  };
  if (detail::looks_like_der(content)) {
    return add(content) ? std::optional(std::move(found)) : std::nullopt;
  }
  if (detail::is_jks(content)) {
    return std::nullopt;
  }
  const detail::PemText text(content);
  detail::PemScanner blocks(text.view());
  while (const auto block = blocks.next()) {
    if (!block->complete || block->is_pkcs7()) {
      return std::nullopt;
    }
    if (block->is_certificate()) {
      thread_local Bytes der;
      if (!detail::decode_base64(block->body, der) || !add(der)) {
        return std::nullopt;
      }
    }
  }
  return found.certificates.empty() ? std::nullopt : std::optional(std::move(found));
}

}  // namespace

std::optional<model::CertificateSummary> summarise(ByteView der) {
  auto summary = read_certificate(der);
  if (!summary) {
    ERR_clear_error();
  }
  return summary;
}

Result<Summaries> read_summaries(ByteView content, std::string_view file,
                                 const Secret* passphrase) {
  if (auto plain = read_plain(content)) {
    return std::move(*plain);
  }
  return read_contents(content, file, passphrase).map([](Contents contents) {
    Summaries found;
    found.has_encrypted_certificates = contents.has_encrypted_certificates;
    found.broken = std::move(contents.broken);
    for (const auto& certificate : contents.certificates) {
      found.certificates.push_back(certificate.facts());
    }
    return found;
  });
}

}  // namespace dmp::x509
