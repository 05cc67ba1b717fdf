#include "dmp/install/detail/delivery.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "dmp/files/archive.hpp"
#include "dmp/x509/container.hpp"

namespace dmp::install::detail {
namespace {

/// A copy may be made only of a file that is a key and nothing else, in lines as services read
/// them: neither in a string of JSON nor after a byte order mark.
bool is_one_pem_block(ByteView content) {
  constexpr std::string_view kBegin = "-----BEGIN ";
  const auto text = as_text(content);
  const auto first = text.find(kBegin);
  if (first == std::string_view::npos || (first != 0 && text[first - 1] != '\n') ||
      text.find(kBegin, first + kBegin.size()) != std::string_view::npos) {
    return false;
  }
  auto line = text.substr(first, text.find('\n', first) - first);
  line.remove_suffix(line.ends_with('\r') ? 1 : 0);
  return line.ends_with("-----");
}

KeyPointer found(x509::PrivateKey key, ByteView content, const std::string& place) {
  auto result = std::make_shared<FoundKey>();
  result->place = place;
  if (is_one_pem_block(content)) {
    result->pem = Secret(content);
  }
  result->public_key_sha256 = key.public_key_sha256();
  result->encrypted = key.protection() != x509::Protection::none;
  result->key = std::make_shared<const x509::PrivateKey>(std::move(key));
  return result;
}

Result<x509::Contents> read_whole(const Source& source, const Secret* passphrase) {
  auto contents = x509::read_contents(source.content->view(), source.name, passphrase);
  if (contents && !contents->broken.empty()) {
    return fail(contents->broken.front());
  }
  if (contents && contents->has_encrypted_certificates && contents->certificates.empty()) {
    return fail(ErrorKind::secret, Reason::passphrase_needed, "PASSPHRASE-NEEDED",
                {arg("file", source.name)});
  }
  return contents;
}

/// The keys that came along with the certificates, if any. None has a text to be copied.
Result<std::vector<KeyPointer>> delivered_keys(const Source& source, const x509::Contents& contents,
                                               const Secret* passphrase) {
  // The keys of a Java keystore stay closed: the order's own key, if any, is looked for.
  if (!contents.has_private_key || contents.kind == x509::ContainerKind::jks) {
    return std::vector<KeyPointer>();
  }
  return open_keys(source.content->view(), source.name, passphrase);
}

/// Reader gathers what one source after the other holds.
class Reader {
 public:
  explicit Reader(const Request& request)
      : passphrase_(request.passphrase), usage_(request.expected_usage) {}

  Status read(const Source& source) {
    return files::is_archive(source.content->view()) ? read_members(source) : read_file(source);
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
    auto members = files::read_archive(archive.content->view(), archive.name);
    if (!members) {
      return archive.folder.empty() ? Status(fail(std::move(members.error()))) : Status();
    }
    folder_ = archive.name;
    Status status;
    for (auto& member : *members) {
      Source inner{archive.name + "/" + member.name, std::make_shared<const Secret>(member.content),
                   archive.name};
      // An archive in an archive stays closed.
      if (status && !files::is_archive(inner.content->view())) {
        status = read_file(inner);
      }
    }
    return status;
  }

  Status read_file(const Source& source) {
    const auto contents = read_whole(source, passphrase_);
    if (!contents && !source.folder.empty() && contents.error().kind == ErrorKind::input) {
      // Whatever else lies there is not ours to judge, but a key may be the one that is looked for.
      folder_ = source.folder;
      if (auto keys = open_keys(source.content->view(), source.name, passphrase_)) {
        std::ranges::move(*keys, std::back_inserter(delivery_.keys));
      }
      return {};
    }
    if (!contents) {
      return fail(contents.error());
    }
    const bool has_wanted = std::ranges::any_of(contents->certificates,
                                                [this](const auto& each) { return fits(each); });
    for (const auto& certificate : contents->certificates) {
      if (!has_wanted || certificate.facts().is_ca || fits(certificate)) {
        add(certificate, source.name);
      }
    }
    auto keys = delivered_keys(source, *contents, passphrase_);
    if (!keys) {
      return fail(std::move(keys.error()));
    }
    std::ranges::move(*keys, std::back_inserter(delivery_.keys));
    names_ += (names_.empty() ? "" : ", ") + source.name;
    return {};
  }

  void add(const x509::Certificate& certificate, const std::string& source) {
    if (!known_.insert(certificate.facts().sha256).second) {
      return;
    }
    if (certificate.facts().is_ca) {
      delivery_.authorities.push_back(certificate);
    } else {
      delivery_.leaves.push_back({certificate, source});
    }
  }

  /// Of several certificates in one file those of the usage that was asked for count, where there
  /// are any.
  [[nodiscard]] bool fits(const x509::Certificate& each) const {
    return usage_ && !each.facts().is_ca && each.facts().usage == *usage_;
  }

  const Secret* passphrase_;
  std::optional<model::Usage> usage_;
  Delivery delivery_;
  std::set<model::Fingerprint> known_;
  std::string names_;   ///< Files that held certificates.
  std::string folder_;  ///< One whose files were passed over.
};

}  // namespace

Result<std::vector<KeyPointer>> open_keys(ByteView content, const std::string& name,
                                          const Secret* passphrase) {
  auto keys = x509::read_keys(content, name, passphrase);
  if (!keys) {
    return fail(std::move(keys.error()));
  }
  std::vector<KeyPointer> results;
  for (auto& key : *keys) {
    results.push_back(found(std::move(key), content, name));
  }
  return results;
}

Result<KeyPointer> open_own_key(ByteView content, const std::string& name,
                                const Secret* passphrase) {
  return x509::PrivateKey::read(content, name, passphrase).map([&](x509::PrivateKey&& key) {
    return found(std::move(key), content, name);
  });
}

Result<Delivery> read_delivery(const Request& request) {
  Reader reader(request);
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
