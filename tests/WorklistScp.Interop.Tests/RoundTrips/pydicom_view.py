"""Prints what pydicom reads of files, one line of JSON each: [[path, VR, [value, ...]], ...].

Usage: pydicom_view.py DIRECTORY FILE...
Files end in .wl (DICOM files) or .json (DICOM JSON model). Of each .wl, what pydicom makes of it as JSON goes into
DIRECTORY. Where pydicom fails there is a string instead, the error.

Values are strings: text as it is without padding, floating point numbers as the eight bytes of a double, integers in
decimal, tags and other bytes in hexadecimal, in little endian.
"""
import json
import os
import struct
import sys

import pydicom

# Else attributes that were written with VR UN get another one.
pydicom.config.replace_un_with_known_vr = False

UNITS = {"OW": 2, "OF": 4, "OL": 4, "OD": 8, "OV": 8}


def text_of(value, vr, is_big_endian):
    if vr == "AT":
        return f"{int(value):08X}"
    if vr == "FL":
        # Of JSON, pydicom has all digits of the number.
        value = struct.unpack("f", struct.pack("f", value))[0]
    if vr in ("FL", "FD", "DS", "IS"):
        return struct.pack(">d", float(value)).hex()
    if isinstance(value, bytes):
        # pydicom leaves the byte order of these as it is in the file.
        size = UNITS.get(vr, 1) if is_big_endian else 1
        return b"".join(value[i:i + size][::-1] for i in range(0, len(value), size)).hex()
    return str(value).rstrip(" \0")


def lines_of(dataset, prefix, is_big_endian, lines):
    for element in dataset:
        path = f"{prefix}{int(element.tag):08X}"
        value = element.value
        if element.VR == "SQ":
            lines.append([path, "SQ", [str(len(value))]])
            for number, item in enumerate(value, 1):
                lines_of(item, f"{path}[{number}].", is_big_endian, lines)
            continue
        if value is None or value == "" or value == b"":
            values = []
        elif isinstance(value, (list, pydicom.multival.MultiValue)):
            values = value
        else:
            values = [value]
        lines.append([path, element.VR, [text_of(each, element.VR, is_big_endian) for each in values]])
    return lines


def view(path, directory):
    if path.endswith(".json"):
        with open(path, encoding="utf-8") as file:
            return lines_of(pydicom.Dataset.from_json(file.read()), "", False, [])
    dataset = pydicom.dcmread(path)
    try:
        text = dataset.to_json()
    except Exception as error:
        text = json.dumps(f"{type(error).__name__}: {error}")
    with open(os.path.join(directory, os.path.basename(path)[:-2] + "json"), "w", encoding="utf-8") as file:
        file.write(text)
    return lines_of(dataset, "", not dataset.is_little_endian, [])


for name in sys.argv[2:]:
    try:
        print(json.dumps(view(name, sys.argv[1])))
    except Exception as error:  # whatever pydicom raises is what the test is to show
        print(json.dumps(f"{type(error).__name__}: {error}"))
