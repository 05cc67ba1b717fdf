#include "dmp/install/detail/delivery.hpp"

#include <algorithm>
#include <utility>

#include "dmp/files/archive.hpp"
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

/// Reader gathers what one source after the other holds.
class Reader {
 public:
  explicit Reader(const Secret* passphrase) : passphrase_(passphrase) {}

  Status read(const Source& source) {
    return files::is_archive(source.content) ? read_members(source) : read_file(source);
  }

  Result<Delivery> finish() {
    if (!delivery_.leaves.empty()) {
      return std::move(delivery_);
    }
    if (names_.empty() && !folder_.empty()) {  // A folder of other things.
      return fail(ErrorKind::input, "INSTALL-FOLDER-EMPTY", {arg("file", folder_)});
    }
    return fail(ErrorKind::input, "INSTALL-NO-LEAF", {arg("file", names_)});
  }

 private:
  Status read_members(const Source& archive) {
    auto members = files::read_archive(archive.content, archive.name);
    if (!members) {
      return archive.folder.empty() ? Status(fail(std::move(members.error()))) : Status();
    }
    folder_ = archive.name;
    Status status;
    for (auto& member : *members) {
      Source inner{archive.name + "/" + member.name, std::move(member.content), archive.name};
      // An archive in an archive stays closed.
      if (status && !files::is_archive(inner.content)) {
        status = read_file(inner);
      }
      wipe(inner.content);
    }
    return status;
  }

  Status read_file(const Source& source) {
    const auto contents = read_whole(source, passphrase_);
    if (!contents && !source.folder.empty() && contents.error().kind == ErrorKind::input) {
      // Whatever else lies there is not ours to judge, but a key may be the one that is looked for.
      folder_ = source.folder;
      if (auto key = open_key_file(source.content, source.name, passphrase_)) {
        delivery_.keys.push_back(std::move(*key));
      }
      return {};
    }
    if (!contents) {
      return fail(contents.error());
    }
    for (const auto& certificate : contents->certificates) {
      add(delivery_, certificate, source.name);
    }
    auto key = delivered_key(source, *contents, passphrase_);
    if (!key) {
      return fail(std::move(key.error()));
    }
    if (*key) {
      delivery_.keys.push_back(std::move(*key));
    }
    names_ += (names_.empty() ? "" : ", ") + source.name;
    return {};
  }

  const Secret* passphrase_;
  Delivery delivery_;
  std::string names_;   ///< Files that held certificates.
  std::string folder_;  ///< One whose files were passed over.
};

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
  Reader reader(request.passphrase);
  for (const auto& source : request.delivered) {
    if (auto read = reader.read(source); !read) {
      return fail(std::move(read.error()));
    }
  }
  return reader.finish();
}

Result<std::vector<x509::Certificate>> read_trusted(const Request& request) {
  std::vector<x509::Certificate> trusted;
  for (const auto& source : request.trusted) {
    auto contents = read_whole(source, request.passphrase);
    if (!contents && !source.folder.empty()) {
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
