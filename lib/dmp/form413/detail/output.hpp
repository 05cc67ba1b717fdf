#pragma once

#include <functional>
#include <optional>
#include <string>

#include "dmp/form413/form413.hpp"

namespace dmp::form413 {

/// is_trial tells whether nothing made of a dossier may be sent: it is not one of production.
bool is_trial(const model::Dossier& dossier);

/// finess_of returns the site's geographic number, or "".
std::string finess_of(const model::Establishment& site);

/// name_of is what files of a site are called after: its number, or its id without what paths give
/// a meaning.
std::string name_of(const model::Establishment& site);

/// prepared_on reads the day that a PDF of ours was prepared on from its document information.
std::optional<Date> prepared_on(ByteView pdf);

/// redrawn tells whether `existing` is the same document prepared on another day, which `draw`
/// makes again for that day.
bool redrawn(const Bytes& existing, const std::function<Result<Bytes>(Date)>& draw);

/// File is one file to be put into the folder of a request.
struct File {
  std::string site;
  std::string name;
  FileKind kind = FileKind::form;
  Bytes content;
  /// Whether other bytes that are there are the same document all the same.
  std::function<bool(const Bytes& existing)> is_same = {};
};

/// put writes a file on the terms of the request: the same is kept, other content refused without
/// `overwrite`, nothing written on a dry run. Errors: FILE-EXISTS and those of files. Where the
/// same was kept, `file.content` becomes what is there.
Result<WrittenForm> put(File& file, const Request& request);

}  // namespace dmp::form413
