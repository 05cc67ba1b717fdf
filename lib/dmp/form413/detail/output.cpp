#include "dmp/form413/detail/output.hpp"

#include <algorithm>
#include <string_view>

#include "dmp/files/versions.hpp"
#include "dmp/files/write.hpp"

namespace dmp::form413 {

bool is_trial(const model::Dossier& dossier) {
  return dossier.environment == model::Environment::test ||
         dossier.environment == model::Environment::rehearsal;
}

std::string finess_of(const model::Establishment& site) {
  return site.finess_geographic ? site.finess_geographic->text() : std::string{};
}

std::string name_of(const model::Establishment& site) {
  auto name = finess_of(site);
  if (name.empty()) {
    name = site.id;
    std::ranges::replace_if(
        name, [](char c) { return c == '/' || c == '.' || (c >= 0 && c <= ' '); }, '_');
  }
  return name;
}

std::optional<Date> prepared_on(ByteView pdf) {
  constexpr std::string_view kKey = "/CreationDate (D:";
  const auto text = as_text(pdf);
  const auto at = text.rfind(kKey);
  if (at == std::string_view::npos || text.size() < at + kKey.size() + 8) {
    return std::nullopt;
  }
  const std::string day(text.substr(at + kKey.size(), 8));
  return parse_date(day.substr(0, 4) + "-" + day.substr(4, 2) + "-" + day.substr(6, 2));
}

bool redrawn(const Bytes& existing, const std::function<Result<Bytes>(Date)>& draw) {
  const auto day = prepared_on(existing);
  const auto again = day ? draw(*day) : Result<Bytes>{};
  return again && *again == existing;
}

Status open_folder(const Request& request) {
  if (request.dry_run) {
    return {};
  }
  if (!request.folder.empty()) {
    if (auto made = files::make_folder(request.folder); !made) {
      return made;
    }
  }
  files::remove_stale_temporaries(request.folder.empty() ? "." : request.folder);
  return {};
}

Result<WrittenForm> put(File& file, const Request& request) {
  WrittenForm form;
  form.site = file.site;
  form.file_name = file.name;
  form.path = request.folder / file.name;
  form.kind = file.kind;
  const auto place =
      request.place ? request.place(form.path) : Result<std::filesystem::path>(form.path);
  // Somebody else's file is not kept, even where it has the same bytes: he may change them later.
  auto held = place ? files::held_own(*place) : fail(place.error());
  if (!held) {
    return fail(held.error());
  }
  const bool absent = !*held;
  auto* existing = absent ? nullptr : &(*held)->content;
  const auto earlier = absent                      ? Earlier::other
                       : *existing == file.content ? Earlier::same
                       : file.judge                ? file.judge(*existing)
                                                   : Earlier::other;
  if (earlier == Earlier::same) {
    form.kept = true;
    file.content = std::move(*existing);
    return form;
  }
  if (!absent && earlier == Earlier::other && !request.overwrite) {
    return fail(ErrorKind::usage, "FORM-EXISTS", {arg("path", form.path.string())});
  }
  if (request.dry_run) {
    return form;
  }
  const auto mode = absent ? files::WriteMode::create : files::WriteMode::replace;
  if (const auto done = files::write_file(*place, file.content, files::kPublic, mode); !done) {
    return fail(done.error());
  }
  form.written = true;
  return form;
}

}  // namespace dmp::form413
