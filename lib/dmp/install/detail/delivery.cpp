#include "dmp/install/detail/delivery.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "dmp/x509/container.hpp"

namespace dmp::install::detail {
namespace {

/// A copy may be made only of a file that is a key and nothing else.
bool is_one_pem_block(ByteView content) {
  constexpr std::string_view kBegin = "-----BEGIN ";
  const auto text = as_text(content);
  const auto first = text.find(kBegin);
  return first != std::string_view::npos &&
         text.find(kBegin, first + kBegin.size()) == std::string_view::npos;
}

KeyPointer found(x509::PrivateKey key, std::string place) {
  auto result = std::make_shared<FoundKey>();
  result->place = std::move(place);
  result->public_key_sha256 = key.public_key_sha256();
  result->key = std::make_shared<const x509::PrivateKey>(std::move(key));
  return result;
}

Result<x509::Contents> read_whole(const Source& source, const Secret* passphrase) {
  auto contents = x509::read_contents(source.content, source.name, passphrase);
  if (contents && !contents->broken.empty()) {
    return fail(contents->broken.front());
  }
  if (contents && contents->has_encrypted_certificates && contents->certificates.empty()) {
    return fail(ErrorKind::secret, "PASSPHRASE-NEEDED", {arg("file", source.name)});
  }
  return contents;
}

void add(Delivery& delivery, const x509::Certificate& certificate, const std::string& source) {
  const auto& sha256 = certificate.facts().sha256;
  const auto same = [&sha256](const x509::Certificate& other) {
    return other.facts().sha256 == sha256;
  };
  if (certificate.facts().is_ca) {
    if (std::ranges::none_of(delivery.authorities, same)) {
      delivery.authorities.push_back(certificate);
    }
  } else if (std::ranges::none_of(delivery.leaves, same, &Leaf::certificate)) {
    delivery.leaves.push_back({certificate, source});
  }
}

/// The key that came along with the certificates, if any.
Result<KeyPointer> delivered_key(const Source& source, const x509::Contents& contents,
                                 const Secret* passphrase) {
  // The keys of a Java keystore stay closed: the order's own key, if any, is looked for.
  if (!contents.has_private_key || contents.kind == x509::ContainerKind::jks) {
    return KeyPointer();
  }
  auto key = contents.kind == x509::ContainerKind::pkcs12
                 ? x509::read_pkcs12_key(source.content, source.name, passphrase)
                 : x509::PrivateKey::read(source.content, source.name, passphrase);
  if (!key) {
    return fail(std::move(key.error()));
  }
  return found(std::move(*key), source.name);
}

}  // namespace

Result<KeyPointer> open_key_file(ByteView content, const std::string& name,
                                 const Secret* passphrase) {
  auto plain = x509::PrivateKey::read(content, name);
  const bool encrypted = !plain && plain.error().kind == ErrorKind::secret;
  auto key = encrypted ? x509::PrivateKey::read(content, name, passphrase) : std::move(plain);
  if (!key) {
    return fail(std::move(key.error()));
  }
  auto result = std::make_shared<FoundKey>();
  result->place = name;
  result->public_key_sha256 = key->public_key_sha256();
  result->key = std::make_shared<const x509::PrivateKey>(std::move(*key));
  result->encrypted = encrypted;
  if (is_one_pem_block(content)) {
    result->pem = Secret(content);
  }
  return result;
}

Result<Delivery> read_delivery(const Request& request) {
  Delivery delivery;
  std::string names;
  for (const auto& source : request.delivered) {
    const auto contents = read_whole(source, request.passphrase);
    if (!contents && source.found_in_folder && contents.error().kind == ErrorKind::input) {
      // Whatever else lies there is not ours to judge, but a key may be the one that is looked for.
      if (auto key = open_key_file(source.content, source.name, request.passphrase)) {
        delivery.keys.push_back(std::move(*key));
      }
      continue;
    }
    if (!contents) {
      return fail(contents.error());
    }
    for (const auto& certificate : contents->certificates) {
      add(delivery, certificate, source.name);
    }
    auto key = delivered_key(source, *contents, request.passphrase);
    if (!key) {
      return fail(std::move(key.error()));
    }
    if (*key) {
      delivery.keys.push_back(std::move(*key));
    }
    names += (names.empty() ? "" : ", ") + source.name;
  }
  if (delivery.leaves.empty()) {
    if (names.empty() && !request.delivered.empty()) {  // A folder of other things.
      const std::filesystem::path first(request.delivered.front().name);
      return fail(ErrorKind::input, "INSTALL-FOLDER-EMPTY",
                  {arg("file", first.parent_path().string())});
    }
    return fail(ErrorKind::input, "INSTALL-NO-LEAF", {arg("file", names)});
  }
  return delivery;
}

Result<std::vector<x509::Certificate>> read_trusted(const Request& request) {
  std::vector<x509::Certificate> trusted;
  for (const auto& source : request.trusted) {
    auto contents = read_whole(source, request.passphrase);
    if (!contents && source.found_in_folder) {
      continue;
    }
    if (!contents) {
      return fail(std::move(contents.error()));
    }
    std::ranges::move(contents->certificates, std::back_inserter(trusted));
  }
  return trusted;
}

}  // namespace dmp::install::detail
