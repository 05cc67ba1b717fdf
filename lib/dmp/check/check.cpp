#include "dmp/check/check.hpp"
